using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Trad.Training.Jobs;

namespace Trad.Functions.Training;

/// <summary>
/// Keeps two answers to a dead host from racing in the Functions host. Its messages go to another one after the visibility time-outs of
/// host.json, and the work goes on as it was; a job that is silent for <c>Trad:Jobs:SilentSeconds</c> is begun anew. The second must come
/// well after the first, or it ends the attempt that was about to go on.
/// </summary>
/// <param name="hostFile">host.json, beside the app; without it Durable's own defaults count.</param>
/// <param name="settings">The app's settings, which go before the file: <c>AzureFunctionsJobHost__extensions__durableTask__…</c>.</param>
public sealed class SilenceValidator(string hostFile, IConfiguration settings) : IValidateOptions<JobOptions>
{
    /// <summary>How many times as long a job must be silent as its messages are hidden.</summary>
    public const int Factor = 2;

    private const string Provider = "extensions:durableTask:storageProvider";
    private static readonly string[] Timeouts = ["controlQueueVisibilityTimeout", "workItemQueueVisibilityTimeout"];

    // Of Durable Functions, where host.json says nothing.
    private static readonly TimeSpan Unset = TimeSpan.FromMinutes(5);

    private readonly IConfiguration _host = new ConfigurationBuilder()
        .AddJsonFile(hostFile, optional: true)
        .AddConfiguration(settings.GetSection("AzureFunctionsJobHost"))
        .Build();

    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, JobOptions options)
    {
        // Another backend hides no messages in queues.
        if (_host[$"{Provider}:type"] is { } type && !type.Equals("AzureStorage", StringComparison.OrdinalIgnoreCase))
        {
            return ValidateOptionsResult.Success;
        }

        var (timeout, longest) = Timeouts.Select(each => (Name: each, Time: Read(each))).MaxBy(each => each.Time);
        return Compare(options, longest, $"twice {timeout} of host.json ({longest})");
    }

    /// <summary>Refuses a silence that may end before the work of a dead host goes on.</summary>
    /// <param name="options">The options.</param>
    /// <param name="longest">The longest that this work stands still.</param>
    /// <param name="bound">What the least silence is, in words.</param>
    internal static ValidateOptionsResult Compare(JobOptions options, TimeSpan longest, string bound)
    {
        var least = Factor * longest.TotalSeconds;
        return options.SilentSeconds >= least
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(string.Create(
                CultureInfo.InvariantCulture,
                $"Trad:Jobs:SilentSeconds is {options.SilentSeconds:0.#}; it must be at least {least:0.#}, ")
                + $"{bound}, so that a job whose host died goes on before it counts as lost.");
    }

    private TimeSpan Read(string timeout) => TimeSpan.TryParse(_host[$"{Provider}:{timeout}"], CultureInfo.InvariantCulture, out var time)
        ? time
        : Unset;
}
