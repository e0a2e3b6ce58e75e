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

    /// <summary>The stored months of a market, oldest first, each with what is known of the version that is stored.</summary>
    /// <exception cref="CandleStoreException">A partition that another program wrote cannot be read.</exception>
    public async Task<IReadOnlyList<CoveredMonth>> ListAsync(Market market, CancellationToken cancellationToken)
    {
        // What is stored first: what is noted of an import is noted before it is seen.
        var partitions = await store.ListPartitionsAsync(market, cancellationToken);
        var known = (await coverage.ListAsync(market, cancellationToken)).ToDictionary(each => each.Month);
        var months = new List<CoveredMonth>();
        foreach (var partition in partitions)
        {
            var record = known.GetValueOrDefault(new Month(partition.Year, partition.Month));
            try
            {
                if (record?.Version != partition.Version)
                {
                    record = await LookAsync(market, partition, record, cancellationToken);
                    await coverage.SaveQualityAsync(market, record, cancellationToken);
                }

                months.Add(new CoveredMonth(partition, record, null));
            }
            catch (CandleStoreException damaged)
            {
                months.Add(new CoveredMonth(partition, null, damaged.Message));
            }
        }

        return months;
    }

    private async Task<PartitionCoverage> LookAsync(
        Market market, CandlePartition partition, PartitionCoverage? known, CancellationToken cancellationToken)
    {
        var month = new Month(partition.Year, partition.Month);
        var candles = await store.ReadAsync(market, month.Range, cancellationToken);
        var over = month.Range.Intersect(new TimeRange(long.MinValue, market.Interval.Floor(clock.GetUtcNow().ToUnixTimeMilliseconds())));
        var quality = CandleQuality.Of(candles, over);
        known ??= PartitionCoverage.Unknown(month);
        return known with { Version = partition.Version, Quality = quality, OwnGaps = StillGone(known.OwnGaps, quality.Gaps) };
    }

    /// <summary>A gap that was the exchange's own is no gap any more where candles have come.</summary>
    private static IReadOnlyList<TimeRange> StillGone(IReadOnlyList<TimeRange> ownGaps, IReadOnlyList<TimeRange> gaps) =>
        CandleGaps.Except(ownGaps, CandleGaps.Except(ownGaps, gaps));
}
