using System.Globalization;
using Trad.Training.Jobs;

namespace Trad.Storage.Journal;

/// <summary>The trials of jobs, out of their journals.</summary>
public sealed class JournalTrialStore(IJobJournal journal) : ITrialStore
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<TrialRecord>> ReadAllAsync(string jobId, CancellationToken cancellationToken)
    {
        var events = await journal.ReadAsync(jobId, -1, cancellationToken);
        return [.. events.Where(happened => happened.Trial is not null).Select(happened => happened.Trial!).OrderBy(trial => trial.Trial)];
    }

    /// <inheritdoc/>
    public async Task<ListPage<TrialRecord>> ListAsync(string jobId, int limit, string? continuationToken, CancellationToken cancellationToken)
    {
        var from = 0;
        if (!string.IsNullOrEmpty(continuationToken)
            && !int.TryParse(continuationToken, NumberStyles.None, CultureInfo.InvariantCulture, out from))
        {
            throw new FormatException($"'{continuationToken}' is not a continuation token of this list; use the one of the page before, or none.");
        }

        var rest = (await ReadAllAsync(jobId, cancellationToken)).Where(trial => trial.Trial >= from).Take(limit + 1).ToList();
        return rest.Count > limit
            ? new ListPage<TrialRecord>(rest[..limit], rest[limit].Trial.ToString(CultureInfo.InvariantCulture))
            : new ListPage<TrialRecord>(rest, null);
    }
}
