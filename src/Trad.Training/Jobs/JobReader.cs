using System.Globalization;

namespace Trad.Training.Jobs;

/// <summary>Gives jobs as people see them: with live progress while they run, with their place while they wait.</summary>
public sealed class JobReader(IJobStore jobs, IJobBacklog backlog, IProgressStore progress, TimeProvider clock)
{
    /// <summary>The job, or null when there is none.</summary>
    /// <param name="reference">Its identity or its number, the number perhaps behind a <c>#</c>.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public async Task<TrainingJob?> FindAsync(string reference, CancellationToken cancellationToken) =>
        await FindIdAsync(reference, cancellationToken) is { } id && await jobs.FindAsync(id, cancellationToken) is { } job
            ? (await CompleteAsync([job], cancellationToken))[0]
            : null;

    /// <summary>The identity that a reference means; null when there is no such number.</summary>
    public async Task<string?> FindIdAsync(string reference, CancellationToken cancellationToken) =>
        reference.Length <= 11 && int.TryParse(reference.TrimStart('#'), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? await jobs.FindIdAsync(number, cancellationToken)
            : reference;

    /// <summary>Jobs, newest first, without the texts of the strategies that they pinned.</summary>
    /// <exception cref="FormatException">The continuation token is none that this method gave.</exception>
    public async Task<ListPage<TrainingJob>> ListAsync(
        JobFilter filter, int limit, string? continuationToken, CancellationToken cancellationToken)
    {
        var page = await jobs.ListAsync(filter, limit, continuationToken, cancellationToken);
        var jobsOfPage = await CompleteAsync(page.Items, cancellationToken);
        return page with { Items = [.. jobsOfPage.Select(job => job.Outline())] };
    }

    private async Task<IReadOnlyList<TrainingJob>> CompleteAsync(IReadOnlyList<TrainingJob> found, CancellationToken cancellationToken)
    {
        var state = found.Any(job => job.State == JobState.Queued) ? await backlog.ReadAsync(cancellationToken) : null;
        return await Task.WhenAll(found.Select(async job => job.State switch
        {
            JobState.Queued => job with { QueuePosition = state!.PositionOf(job.Id) },
            JobState.Running => job with { Progress = Told(job, await progress.FindAsync(job.Id, cancellationToken)) },
            _ => job,
        }));
    }

    private JobProgress Told(TrainingJob job, RecordedProgress? recorded) => recorded switch
    {
        null => job.UnreportedAt(clock.GetUtcNow()),
        { Progress: not null } known when known.Attempt == job.Attempt => known.ToldAt(clock.GetUtcNow())!,
        _ => job.Progress,
    };
}
