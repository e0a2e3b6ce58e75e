using Trad.Candles;
using Trad.Candles.Quality;
using Trad.Candles.Stores;

namespace Trad.MarketData.Coverage;

/// <summary>
/// What is known of every stored month. The quality is looked at when a month is fetched, and again when somebody asks and
/// the month has changed since, whoever changed it.
/// </summary>
public sealed class CoverageBook(ICandleStore store, ICoverageStore coverage, TimeProvider clock)
{
    /// <summary>The source of imported candles.</summary>
    public const string Import = "import";

    // Looking at a month is half waiting for it.
    private const int LooksAtOnce = 4;

    /// <summary>
    /// The stored months of a market, oldest first, each with what is known of the version that is stored, or its damage.
    /// </summary>
    public async Task<IReadOnlyList<CoveredMonth>> ListAsync(Market market, CancellationToken cancellationToken)
    {
        // What is stored first: what is noted of an import is noted before it is seen.
        var partitions = await store.ListWithDamagedAsync(market, cancellationToken);
        var known = (await coverage.ListAsync(market, cancellationToken)).ToDictionary(each => each.Month);
        var months = new CoveredMonth[partitions.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = LooksAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, partitions.Count, parallel, async (i, token) =>
            months[i] = await CoverAsync(
                market, partitions[i], known.GetValueOrDefault(new Month(partitions[i].Year, partitions[i].Month)), token));
        return months;
    }

    private async Task<CoveredMonth> CoverAsync(
        Market market, CandlePartition partition, PartitionCoverage? record, CancellationToken cancellationToken)
    {
        if (partition.Damage is { } damage)
        {
            return new CoveredMonth(partition, null, damage);
        }

        try
        {
            if (record?.Version != partition.Version)
            {
                record = await LookAsync(market, partition, record, cancellationToken);
                await coverage.SaveQualityAsync(market, record, cancellationToken);
            }

            return new CoveredMonth(partition, record, null);
        }
        catch (CandleStoreException damaged)
        {
            return new CoveredMonth(partition, null, damaged.Message);
        }
    }

    private async Task<PartitionCoverage> LookAsync(
        Market market, CandlePartition partition, PartitionCoverage? known, CancellationToken cancellationToken)
    {
        // The partition alone: a range would list the whole market for each of its months.
        var month = new Month(partition.Year, partition.Month);
        var candles = await store.ReadPartitionAsync(market, partition, cancellationToken)
            ?? await store.ReadAsync(market, month.Range, cancellationToken);
        var over = month.Range.Intersect(new TimeRange(long.MinValue, market.Interval.OpenOf(clock.GetUtcNow().ToUnixTimeMilliseconds())));
        var quality = CandleQuality.Measure(candles, over);
        known ??= PartitionCoverage.Unknown(month);
        return known with { Version = partition.Version, Quality = quality, OwnGaps = StillGone(known.OwnGaps, quality.Gaps) };
    }

    /// <summary>A gap that was the exchange's own is no gap any more where candles have come.</summary>
    private static IReadOnlyList<TimeRange> StillGone(IReadOnlyList<TimeRange> ownGaps, IReadOnlyList<TimeRange> gaps) =>
        CandleGaps.Except(ownGaps, CandleGaps.Except(ownGaps, gaps));
}
