using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Trad.Functions.Operations;
using Trad.Training.Jobs;

namespace Trad.Functions.Training;

/// <summary>Records how a training ended, and lets the next job start.</summary>
public sealed class FinishTraining(JobFinish finish, ILogger<FinishTraining> logger)
{
    /// <summary>Records the end; doing it again records nothing twice.</summary>
    [Function(nameof(FinishTraining))]
    public async Task Run([ActivityTrigger] TrainingEnd end, [DurableClient] DurableTaskClient client, CancellationToken cancellationToken)
    {
        using var scope = logger.BeginJob(end.Run.Number, end.Run.JobId, end.Run.Attempt);
        await finish.RunAsync(end.ToJobEnd(), new DurableOrchestrations(client), cancellationToken);
    }
}
