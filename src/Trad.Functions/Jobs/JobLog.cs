using Microsoft.Extensions.Logging;
using Trad.Functions.Progress;
using Trad.Training.Jobs;

namespace Trad.Functions.Jobs;

/// <summary>Writes to the journals of jobs, and tells the readers in this process.</summary>
public sealed class JobLog(IJobJournal journal, JobSignals signals, TimeProvider clock, ILogger<JobLog> log)
{
    private const int LongestMessage = 4_000;

    /// <summary>A log line for now, to append with other events.</summary>
    public JobEvent Line(JobLogLevel level, JobPhase phase, string message, params (string Name, object? Value)[] fields) => JobEvent.OfLog(
        clock.GetUtcNow(),
        level,
        phase,
        message.Length > LongestMessage ? message[..LongestMessage] + "…" : message,
        fields.Length == 0 ? null : fields.ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal));

    /// <summary>Appends events; the task ends when they are stored.</summary>
    /// <exception cref="JournalClosedException">The attempt has ended and the events are its work.</exception>
    public async Task AppendAsync(string jobId, int attempt, params IReadOnlyList<JobEvent> events)
    {
        await journal.AppendAsync(jobId, attempt, events);
        signals.Tell(jobId);
    }

    /// <summary>
    /// Appends events beside the work. They keep their order, and whoever appends later and waits, waits for these too.
    /// </summary>
    public void Write(string jobId, int attempt, params IReadOnlyList<JobEvent> events) => _ = WriteAsync(jobId, attempt, events);

    private async Task WriteAsync(string jobId, int attempt, IReadOnlyList<JobEvent> events)
    {
        try
        {
            await AppendAsync(jobId, attempt, events);
        }
        catch (Exception failure)
        {
            log.LogWarning(failure, "Log lines of the job {Job} could not be stored", jobId);
        }
    }
}
