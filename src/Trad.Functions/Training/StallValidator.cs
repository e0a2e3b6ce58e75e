using Microsoft.Extensions.Options;
using Trad.Training.Jobs;

namespace Trad.Functions.Training;

/// <summary>What <see cref="SilenceValidator"/> does in the Functions host, for an engine that says itself how long work may stand still.</summary>
/// <param name="longest">The longest that work of a killed process stands still before another one has it.</param>
public sealed class StallValidator(TimeSpan longest) : IValidateOptions<JobOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, JobOptions options) =>
        SilenceValidator.Compare(options, longest, "twice the time after which another process has the work of a killed one");
}
