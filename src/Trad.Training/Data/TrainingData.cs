using System.Collections.Concurrent;
using Trad.Backtesting.Indicators;
using Trad.Candles;

namespace Trad.Training.Data;

/// <summary>The candles of a job and one symbol in memory, with the indicators that its trials share.</summary>
/// <param name="Snapshot">What the candles are.</param>
/// <param name="Candles">Warm-up and counting candles, those held out included.</param>
/// <param name="InSample">
/// Indicators over what trials may see: everything before the hold-out. The candles held out are not even reachable from it.
/// </param>
public sealed record TrainingData(DataSnapshot Snapshot, CandleSeries Candles, IndicatorCache InSample)
{
    private readonly ConcurrentDictionary<int, IndicatorCache> _parts = new();

    /// <summary>Finer candles that tell what came first within a candle; absent when there are none.</summary>
    public CandleSeries? Finer { get; init; }

    /// <summary>The data of a snapshot, with indicators of its own.</summary>
    public static TrainingData Create(DataSnapshot snapshot, CandleSeries candles) =>
        new(snapshot, candles, new IndicatorCache(candles.Slice(0, HoldOutStart(snapshot, candles))));

    /// <summary>The same without what is held out.</summary>
    public TrainingData WithoutHoldOut() => this with { Candles = InSample.Candles };

    /// <summary>
    /// Indicators over the warm-up and the first part of the candles that trials may trade on, rounded up to whole candles;
    /// shared by all trials that look at this part.
    /// </summary>
    /// <param name="fraction">The part, above 0 and up to 1.</param>
    public IndicatorCache FirstPart(double fraction)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(fraction);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(fraction, 1);
        var candles = InSample.Candles;
        var count = Snapshot.TradeFrom + (int)Math.Ceiling((candles.Count - Snapshot.TradeFrom) * fraction);
        return count >= candles.Count ? InSample : _parts.GetOrAdd(count, _ => new IndicatorCache(candles.Slice(0, count)));
    }

    /// <summary>Position of the first candle held out; the number of candles when there is none.</summary>
    public int HoldOutIndex => HoldOutStart(Snapshot, Candles);

    private static int HoldOutStart(DataSnapshot snapshot, CandleSeries candles) =>
        snapshot.HoldOutFrom is { } from ? candles.IndexAtOrAfter(from.ToUnixTimeMilliseconds()) : candles.Count;
}
