using Microsoft.Azure.Functions.Worker;
using Trad.Functions.Orchestrations;
using Trad.Training.Jobs;

namespace Trad.Functions.Activities;

/// <summary>Records that a training cannot go on, and why.</summary>
public sealed class FailTraining(IJobStore jobs, TimeProvider clock)
{
    /// <summary>Records the failure.</summary>
    [Function(nameof(FailTraining))]
    public async Task Run([ActivityTrigger] TrainingFailure failure, CancellationToken cancellationToken) =>
        await jobs.UpdateAsync(
            failure.JobId,
            job => job.IsFinished ? job : job.Fail(failure.Reason, clock.GetUtcNow()),
            cancellationToken);
}
