using Trad.Candles;
using Trad.Candles.Changes;
using Trad.Candles.Stores;

namespace Trad.Storage.Candles.Changes;

/// <summary>Keeps the recorded changes few and small.</summary>
/// <param name="log">The changes.</param>
/// <param name="partitions">The partitions.</param>
internal sealed class ChangePruning(ChangeLog log, CandlePartitions partitions)
{
    /// <summary>How many records a market keeps; those that cannot be undone any more go first, the oldest before others.</summary>
    private const int MostPerMarket = 5000;

    // Whoever undoes at the last moment must not lose against the clean-up.
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(1);

    /// <inheritdoc cref="ICandleHistory.PruneChangesAsync"/>
    public async Task RunAsync(DateTimeOffset now, DateTimeOffset joinBefore, CancellationToken cancellationToken)
    {
        foreach (var market in (await log.ListAllAsync(cancellationToken)).GroupBy(recorded => recorded.Change.Market))
        {
            var over = market.Where(recorded => recorded.Change.UndoableUntil + Margin < now).ToList();
            if (over.Count == 0)
            {
                continue;
            }

            var listing = await partitions.ListAsync(market.Key, cancellationToken);
            var months = listing.Partitions.ConvertAll(partition => partition.Month).ToHashSet();
            foreach (var recorded in over.Where(each => each.Change.IsReversible || (each.Bytes > 0 && each.Change.At < joinBefore)))
            {
                var kept = recorded.Change.At < joinBefore ? null : await TryReadAsync(recorded.Change, cancellationToken);
                await log.RewriteAsync(recorded, recorded.Change with { IsReversible = false }, kept, cancellationToken);
            }

            // What came later decides whether a change can be undone, and whether it was: that is known as long as one of its month can.
            var idle = over.Where(recorded => !recorded.Change.IsReversible && (
                recorded.Bytes == 0 || recorded.Change.At >= joinBefore)).ToList();
            var inUse = market.Except(idle).Select(recorded => recorded.Change.Month).ToHashSet();

            // Of a month that is gone nothing else has to be known. What is committed and not yet in it may be on its way.
            foreach (var gone in idle.Where(each => listing.Pending is null && !months.Contains(each.Change.Month)
                && !inUse.Contains(each.Change.Month)).ToList())
            {
                await log.ForgetAsync(gone.Change, cancellationToken);
                idle.Remove(gone);
            }

            var isJoined = idle.ToLookup(each => each.Change.Run.UndoableFor == TimeSpan.Zero && each.Change.At < joinBefore);
            foreach (var month in isJoined[true].GroupBy(recorded => recorded.Change.Month))
            {
                await JoinAsync([.. month], cancellationToken);
            }

            foreach (var oldest in isJoined[false].Where(each => !inUse.Contains(each.Change.Month)).Skip(MostPerMarket))
            {
                await log.ForgetAsync(oldest.Change, cancellationToken);
            }
        }
    }

    // Where the candles open that were changed is asked for as long as changes before it can be undone.
    private async Task<CandleEdit?> TryReadAsync(CandleChange change, CancellationToken cancellationToken)
    {
        try
        {
            return (await log.ReadReverseAsync(change, cancellationToken))?.WithoutCandles();
        }
        catch (CandleStoreException)
        {
            return null;
        }
    }

    // The newest record takes what the others say; were it cut off in between, the counts would be too high, and nothing else.
    private async Task JoinAsync(List<RecordedChange> newestFirst, CancellationToken cancellationToken)
    {
        if (newestFirst.Count < 2)
        {
            return;
        }

        var changes = newestFirst.ConvertAll(recorded => recorded.Change);
        var joined = changes[0] with
        {
            Range = new TimeRange(changes.Min(change => change.Range.Start), changes.Max(change => change.Range.End)),
            Inserted = changes.Sum(change => change.Inserted),
            Replaced = changes.Sum(change => change.Replaced),
            Removed = changes.Sum(change => change.Removed),
            Runs = changes.Sum(change => change.Runs),
        };
        if (!await log.RewriteAsync(newestFirst[0], joined, null, cancellationToken))
        {
            return;
        }

        foreach (var older in changes.Skip(1))
        {
            await log.ForgetAsync(older, cancellationToken);
        }
    }
}
