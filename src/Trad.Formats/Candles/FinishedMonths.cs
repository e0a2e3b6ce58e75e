using Trad.Candles;

namespace Trad.Formats.Candles;

/// <summary>
/// What of the months that were handed on is remembered: of each candle its time, its place and a digest of its values, by which a row that
/// comes again later is told from one that contradicts it. That is 8 bytes a candle of a month without gaps, and 24 at most.
/// </summary>
/// <param name="interval">The candles' interval.</param>
internal sealed class FinishedMonths(Interval interval)
{
    // Of longer files the first months are forgotten: at most 100 MB are kept.
    private const long MostRemembered = 4_000_000;

    private readonly Dictionary<Month, Remembered?> _months = [];
    private readonly Queue<Month> _order = [];
    private long _remembered;

    /// <summary>What is known of the time of a row.</summary>
    public enum Recall
    {
        /// <summary>Its month is not finished.</summary>
        New,

        /// <summary>Its month is finished, and had no such candle, or it is not remembered which.</summary>
        Late,

        /// <summary>The same row was there.</summary>
        Same,

        /// <summary>Another row of the time was there.</summary>
        Other,
    }

    /// <summary>Takes a month.</summary>
    /// <param name="month">The month.</param>
    /// <param name="candles">Its candles in order of time; null when it has none.</param>
    /// <param name="placeOf">The place of a candle, by its position.</param>
    public void Add(Month month, CandleSeries? candles, Func<int, long> placeOf)
    {
        _months[month] = candles is null ? null : Remember(candles, placeOf);
        _remembered += candles?.Count ?? 0;
        _order.Enqueue(month);
        while (_remembered > MostRemembered)
        {
            var oldest = _order.Dequeue();
            _remembered -= _months[oldest]?.Digests.Length ?? 0;
            _months[oldest] = null;
        }
    }

    /// <summary>What is known of the time of a candle.</summary>
    /// <param name="candle">The candle.</param>
    /// <param name="place">Where the row was that is known.</param>
    public Recall Find(in Candle candle, out long place)
    {
        place = 0;
        if (_months.Count == 0 || !_months.TryGetValue(Month.Containing(candle.OpenTime), out var month))
        {
            return Recall.New;
        }

        var at = month is null ? -1
            : month.Times is { } times ? Array.BinarySearch(times, candle.OpenTime)
            : (candle.OpenTime - month.First) / interval.Milliseconds;
        if (at < 0 || at >= month!.Digests.Length)
        {
            return Recall.Late;
        }

        place = month.Places?[at] ?? month.FirstPlace + (at * month.PlaceStep);
        return month.Digests[at] == Digest(candle) ? Recall.Same : Recall.Other;
    }

    private Remembered Remember(CandleSeries candles, Func<int, long> placeOf)
    {
        var count = candles.Count;
        var (digests, places) = (new ulong[count], new long[count]);
        var step = count > 1 ? placeOf(1) - placeOf(0) : 0;
        var isEven = true;
        for (var i = 0; i < count; i++)
        {
            digests[i] = Digest(candles[i]);
            places[i] = placeOf(i);
            isEven &= places[i] == places[0] + (i * step);
        }

        var hasGaps = !interval.HasFixedLength || candles.OpenTime[^1] - candles.OpenTime[0] != (count - 1) * interval.Milliseconds;
        return new Remembered(
            hasGaps ? candles.OpenTime.ToArray() : null, candles.OpenTime[0], digests, isEven ? null : places, places[0], step);
    }

    // Zeros of both signs are one value, as for those who compare candles.
    private static ulong Digest(in Candle candle)
    {
        var digest = Mix(0, candle.Open);
        digest = Mix(digest, candle.High);
        digest = Mix(digest, candle.Low);
        digest = Mix(digest, candle.Close);
        digest = Mix(digest, candle.Volume);
        digest = Mix(digest, double.IsNaN(candle.QuoteVolume) ? double.NaN : candle.QuoteVolume);
        return Mix(digest, (ulong)candle.TradeCount);
    }

    private static ulong Mix(ulong digest, double value) => Mix(digest, BitConverter.DoubleToUInt64Bits(value + 0.0));

    // The finaliser of SplitMix64 (Steele, Lea and Flood, 2014), which changes half of the bits for each that differs.
    private static ulong Mix(ulong digest, ulong value)
    {
        var mixed = (digest * 31) + value + 0x9e3779b97f4a7c15;
        mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111eb;
        return mixed ^ (mixed >> 31);
    }

    private sealed record Remembered(long[]? Times, long First, ulong[] Digests, long[]? Places, long FirstPlace, long PlaceStep);
}
