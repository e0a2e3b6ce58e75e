using System.Globalization;
using Microsoft.Extensions.Options;
using Trad.Training.Jobs;

namespace Trad.Functions.Training;

/// <summary>What <see cref="SilenceValidator"/> does in the Functions host, for an engine that says itself how long work may stand still.</summary>
/// <param name="longest">The longest that work of a killed process stands still before another one has it.</param>
public sealed class StallValidator(TimeSpan longest) : IValidateOptions<JobOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, JobOptions options)
    {
        var least = SilenceValidator.Factor * longest.TotalSeconds;
        return options.SilentSeconds >= least
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(string.Create(
                CultureInfo.InvariantCulture,
                $"Trad:Jobs:SilentSeconds is {options.SilentSeconds:0.#}; it must be at least {least:0.#}, twice the time after which another process has the work of a killed one, so that a job whose host died goes on before it counts as lost."));
    }
}
