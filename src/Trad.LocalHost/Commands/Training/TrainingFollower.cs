using Trad.LocalHost.Hosting;
using Trad.LocalHost.Presentation;
using Trad.Training.Assets;
using Trad.Training.Jobs;

namespace Trad.LocalHost.Commands.Training;

/// <summary>Follows a job over HTTP to its end.</summary>
internal static class TrainingFollower
{
    private static readonly TimeSpan PollInterval = TimeSpan.FromMilliseconds(50);

    /// <summary>Shows the job's progress until it has ended; what it came to.</summary>
    public static async Task<(TrainingJob Job, TrainedAsset? Asset)> FollowAsync(
        HostSession session, TrainingJob job, TrainingDisplay display, CancellationToken cancellationToken)
    {
        try
        {
            await display.FollowAsync(job, async show =>
            {
                while (!job.IsFinished)
                {
                    await Task.Delay(PollInterval, cancellationToken);
                    job = await session.Client.GetJobAsync(job.Id, cancellationToken);
                    show(job);
                }
            });
        }
        catch (OperationCanceledException)
        {
            // Without its host a job waits for the next one; people should not learn that by surprise.
            await Console.Error.WriteLineAsync(session.IsShared
                ? $"Job #{job.Number} goes on in the host; 'jobs cancel {job.Number}' ends it."
                : $"Job #{job.Number} goes on when a host starts on the same data; 'jobs cancel {job.Number}' ends it.");
            throw;
        }

        return (job, job.AssetId is { } id ? await session.Client.Assets.GetAsync(id, cancellationToken) : null);
    }
}
