using Trad.LocalHost.Client;
using Trad.LocalHost.Presentation;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.LocalHost.Commands;

/// <summary>Starts a job over HTTP and follows it to its end.</summary>
internal static class TrainingFollower
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    public static async Task<TrainingJob> RunAsync(
        TradClient client, TrainingRequest request, TrainingDisplay display, CancellationToken cancellationToken)
    {
        var job = await client.StartTrainingAsync(request, cancellationToken);
        await display.FollowAsync(job, async show =>
        {
            while (!job.IsFinished)
            {
                await Task.Delay(PollInterval, cancellationToken);
                job = await client.GetJobAsync(job.Id, cancellationToken);
                show(job);
            }
        });
        return job;
    }
}
