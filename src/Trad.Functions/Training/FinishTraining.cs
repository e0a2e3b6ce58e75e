using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trad.Training.Jobs;

namespace Trad.Functions.Training;

/// <summary>Records how a training ended, and lets the next job start.</summary>
public sealed class FinishTraining(JobFinish finish)
{
    /// <summary>Records the end; doing it again records nothing twice.</summary>
    [Function(nameof(FinishTraining))]
    public Task Run([ActivityTrigger] TrainingEnd end, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken) =>
        finish.RunAsync(end.ToJobEnd(), new DurableOrchestrations(client), cancellationToken);
}
