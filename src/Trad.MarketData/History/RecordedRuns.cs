using System.Collections.Concurrent;
using Trad.Candles;
using Trad.Candles.Changes;
using Trad.Candles.Stores;

namespace Trad.MarketData.History;

/// <summary>Reads the runs that changed the stored candles of markets.</summary>
/// <param name="history">Where their changes are recorded.</param>
internal sealed class RecordedRuns(ICandleHistory history)
{
    // Reading a record is waiting for it.
    private const int ReadsAtOnce = 6;

    /// <summary>The recorded runs of a market, newest first.</summary>
    public Task<IReadOnlyList<RecordedRun>> ListAsync(Market market, CancellationToken cancellationToken) =>
        ListAsync(market, _ => true, cancellationToken);

    /// <summary>The run that a stored candle is of; null where no record tells. Of other months no record is read.</summary>
    /// <param name="market">The market.</param>
    /// <param name="openTime">The candle's open time, epoch milliseconds UTC.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<CandleRun?> FindAsync(Market market, long openTime, CancellationToken cancellationToken)
    {
        var month = Month.Containing(openTime);
        var runs = await ListAsync(market, change => change.Month == month, cancellationToken);
        return runs.FirstOrDefault(run => run.Current.Any(span => span.Contains(openTime)))?.Run;
    }

    /// <summary>The recorded runs of every market that fits, newest first.</summary>
    /// <param name="fits">Whether a market is asked for.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async Task<IReadOnlyList<RecordedRun>> ListAsync(Predicate<Market> fits, CancellationToken cancellationToken)
    {
        var runs = new List<RecordedRun>();
        foreach (var market in (await history.ListChangedMarketsAsync(cancellationToken)).Where(market => fits(market)))
        {
            runs.AddRange(await ListAsync(market, cancellationToken));
        }

        return [.. runs.OrderByDescending(run => run.At)];
    }

    // What runs touched in a month is told apart from other months, of whose changes the whole span does where they are not looked at.
    private async Task<IReadOnlyList<RecordedRun>> ListAsync(
        Market market, Predicate<CandleChange> isLookedAt, CancellationToken cancellationToken)
    {
        var changes = await history.ListChangesAsync(market, cancellationToken);
        var touched = new ConcurrentDictionary<string, IReadOnlyList<TimeRange>>(StringComparer.Ordinal);
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = ReadsAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(changes.Where(change => isLookedAt(change)), parallel, async (change, token) =>
            touched[change.Key] = await FindTouchedAsync(change, token));
        return RunOverview.Describe(changes, change => touched.GetValueOrDefault(change.Key) ?? [change.Range]);
    }

    // Where it changed every candle from the first to the last, there is nothing to read. What is not kept any more was in between.
    private async Task<IReadOnlyList<TimeRange>> FindTouchedAsync(CandleChange change, CancellationToken cancellationToken)
    {
        if (change.Inserted + change.Replaced + change.Removed == change.Range.CountCandles(change.Market.Interval))
        {
            return [change.Range];
        }

        try
        {
            return (await history.ReadReverseAsync(change, cancellationToken))?.Touched ?? [change.Range];
        }
        catch (CandleStoreException)
        {
            return [change.Range];
        }
    }
}
