using Trad.Candles;
using Trad.Candles.Changes;
using Trad.Candles.Stores;
using Trad.MarketData.Coverage;

namespace Trad.MarketData.History;

/// <summary>
/// Deletes stored candles of a market, damaged ones too, and tells before what would go. A deletion is a run, and can be undone.
/// </summary>
public sealed class CandleDeletions(ICandleStore store, ICoverageStore coverage, CandleRuns runs, TimeProvider clock)
{
    /// <summary>What <see cref="DeleteAsync"/> would remove as things are stored now; it removes nothing.</summary>
    /// <returns>What would go; null when nothing is stored of the range.</returns>
    /// <exception cref="CandleStoreException">
    /// A month that lies in the range in part cannot be read, or what is on its way into months cannot be.
    /// </exception>
    public async Task<CandleDeletion?> PreviewDeletionAsync(Market market, TimeRange range, CancellationToken cancellationToken)
    {
        var (edits, damaged, removed) = await FindAsync(market, range, cancellationToken);
        var months = edits.Select(edit => edit.Month).Concat(damaged).Distinct().Order().ToList();
        return months.Count == 0
            ? null
            : new CandleDeletion(
                null, removed == 0 ? null : clock.GetUtcNow() + runs.Delete(market).UndoableFor, removed, months, damaged);
    }

    /// <summary>
    /// Removes the candles that open inside a range, and damaged months that lie in it whole; with everything also what cannot be read on
    /// its way into its months.
    /// </summary>
    /// <returns>What was removed; null when nothing is stored of the range.</returns>
    /// <exception cref="CandleStoreException">
    /// A month that lies in the range in part cannot be read, or what is on its way into months cannot be.
    /// </exception>
    public async Task<CandleDeletion?> DeleteAsync(Market market, TimeRange range, CancellationToken cancellationToken)
    {
        // First, for whoever looks finishes what can be finished, into months that may be deleted already.
        var isUnfinishedDropped = range == TimeRange.Always && await store.DropDamagedCommitAsync(market, CancellationToken.None);
        var (edits, damaged, _) = await FindAsync(market, range, cancellationToken);
        if (edits.Count + damaged.Count == 0 && !isUnfinishedDropped)
        {
            return null;
        }

        // A client that hangs up now gets what it asked for all the same. A commit may wait for damaged months to go: what it brings
        // is looked for once more.
        if (damaged.Count > 0)
        {
            foreach (var month in damaged)
            {
                await store.DropPartitionAsync(market, month, CancellationToken.None);
            }

            (edits, _, _) = await FindAsync(market, range, CancellationToken.None);
        }

        var run = runs.Delete(market);
        var now = clock.GetUtcNow();
        await using var staging = store.Stage(market, null, run);
        foreach (var edit in edits)
        {
            await staging.AddAsync(edit, CancellationToken.None);
        }

        var result = await staging.CommitAsync(CancellationToken.None);
        var months = edits.Select(edit => edit.Month).Concat(damaged).Distinct().Order().ToList();
        await GoneMonths.ForgetAsync(store, coverage, market, months);
        return new CandleDeletion(
            result.Removed == 0 ? null : run, result.Removed == 0 ? null : now + run.UndoableFor, result.Removed, months, damaged)
        {
            IsUnfinishedDropped = isUnfinishedDropped,
        };
    }

    /// <summary>Drops candles on their way into their months that cannot be read; null when there are none such.</summary>
    public async Task<CandleDeletion?> DropUnfinishedAsync(Market market) =>
        await store.DropDamagedCommitAsync(market, CancellationToken.None)
            ? new CandleDeletion(null, null, 0, [], []) { IsUnfinishedDropped = true }
            : null;

    private async Task<(IReadOnlyList<CandleEdit> Edits, IReadOnlyList<Month> Damaged, long Count)> FindAsync(
        Market market, TimeRange range, CancellationToken cancellationToken)
    {
        var (edits, damaged, all) = (new List<CandleEdit>(), new List<Month>(), 0L);
        foreach (var partition in await store.ListWithDamagedAsync(market, cancellationToken))
        {
            var month = new Month(partition.Year, partition.Month);
            var span = partition.Range.Intersect(range);
            try
            {
                if (!span.IsEmpty && await CountAsync(market, partition, span, cancellationToken) is var count and > 0)
                {
                    all += count;
                    edits.Add(new CandleEdit(month, [span], CandleSeries.Empty(market.Interval)));
                }
            }
            catch (CandleStoreException) when (span == partition.Range)
            {
                damaged.Add(month);
            }
        }

        return (edits, damaged, all);
    }

    private async Task<int> CountAsync(Market market, CandlePartition partition, TimeRange span, CancellationToken cancellationToken) =>
        partition.Damage is { } damage
            ? throw new CandleStoreException(damage)
            : (await store.ReadPartitionAsync(market, partition, cancellationToken)
                ?? await store.ReadAsync(market, partition.Range, cancellationToken)).Slice(span).Count;
}
