using Microsoft.Extensions.Logging;

namespace Trad.Training.Jobs;

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

    /// <summary>Appends what an attempt's work came to; the task ends when it is stored.</summary>
    /// <exception cref="JournalClosedException">The attempt has ended, or the job was removed.</exception>
    public async Task ContinueAsync(string jobId, int attempt, params IReadOnlyList<JobEvent> events)
    {
        await journal.ContinueAsync(jobId, attempt, events);
        signals.Tell(jobId);
    }

    /// <summary>Begins an attempt's log, as <see cref="Write"/> goes on with it.</summary>
    public void Begin(string jobId, int attempt, params IReadOnlyList<JobEvent> events) =>
        _ = WriteAsync(jobId, AppendAsync(jobId, attempt, events));

    /// <summary>
    /// Appends events beside the work. They keep their order, and whoever appends later and waits, waits for these too.
    /// </summary>
    public void Write(string jobId, int attempt, params IReadOnlyList<JobEvent> events) =>
        _ = WriteAsync(jobId, ContinueAsync(jobId, attempt, events));

    private async Task WriteAsync(string jobId, Task writing)
    {
        try
        {
            await writing;
        }
        catch (JournalClosedException late)
        {
            log.LogInformation("{Reason}", late.Message);
        }
        catch (Exception failure)
        {
            log.LogWarning(failure, "Log lines of the job {JobId} could not be stored", jobId);
        }
    }
}
