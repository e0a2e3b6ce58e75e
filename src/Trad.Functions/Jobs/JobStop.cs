using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Trad.Functions.Orchestrations;
using Trad.Functions.Progress;
using Trad.Training.Jobs;

namespace Trad.Functions.Jobs;

/// <summary>
/// Cancels jobs by every way there is: the job's row for whoever reads it next, an event for its orchestration, word beside
/// its progress for its work on other machines, and a token for its work in this process.
/// </summary>
public sealed class JobStop(
    JobCancellation cancellation, JobDispatcher dispatcher, ProgressReporter reporter, JobSignals signals, ILogger<JobStop> log)
{
    /// <summary>Cancels a job; one that is over stays as it is.</summary>
    /// <returns>The job, or null when there is none.</returns>
    public async Task<TrainingJob?> CancelAsync(string jobId, bool publish, DurableTaskClient client, CancellationToken cancellationToken)
    {
        if (await cancellation.RequestAsync(jobId, publish, cancellationToken) is not { } job)
        {
            return null;
        }

        signals.Tell(jobId);
        if (job.IsFinished)
        {
            await dispatcher.RunAsync(client, CancellationToken.None);
            return job;
        }

        reporter.Cancel(jobId);
        try
        {
            await client.RaiseEventAsync(job.OrchestrationId, TrainingOrchestrator.CancelEvent, true, cancellationToken);
        }
        catch (Exception gone) when (gone is InvalidOperationException or ArgumentException)
        {
            // It is not there yet, or just ended. What it does first, or the clean-up, reads the job's row.
            log.LogInformation("The orchestration of the job {Job} did not take its cancellation: {Reason}", jobId, gone.Message);
        }

        return job;
    }
}
