using Trad.Candles;
using Trad.Candles.Gaps;
using Trad.Candles.Stores;

namespace Trad.Training.Data;

/// <summary>
/// The candles of one symbol that a job is about, as they are stored now, before it is decided where its hold-out begins.
/// </summary>
/// <param name="Selection">What is asked for.</param>
/// <param name="Counting">The range that counts.</param>
/// <param name="Candles">The candles of the range and of the warm-up before it, after the gap policy.</param>
public sealed record SymbolCandles(DataSelection Selection, TimeRange Counting, CandleSeries Candles)
{
    /// <summary>Candles on which trades may be made, below which a backtest says nothing about a strategy.</summary>
    public const int FewestTradingCandles = 100;

    // Found when somebody asks: it sorts the moves of all candles, and not every read is about gaps.
    private IReadOnlyList<Outage>? _outages;

    /// <summary>What was stored of the market when the candles were read, oldest month first.</summary>
    public IReadOnlyList<CandlePartition> Partitions { get; init; } = [];

    /// <summary>Position of the first candle that counts.</summary>
    public int First { get; } = Candles.IndexAtOrAfter(Counting.Start);

    /// <summary>
    /// Position of the first candle on which a trade may begin: the first that counts, or a later one where too few candles are
    /// stored before it to warm up.
    /// </summary>
    public int TradeFrom => Math.Min(Math.Max(First, Selection.WarmUp), Candles.Count);

    /// <summary>Where the candles are interrupted.</summary>
    public Interruptions Interruptions { get; } = Interruptions.Find(Candles, Selection.LongestGap);

    /// <summary>The gaps between the stored candles that count, oldest first, those that positions are not held across included.</summary>
    public IReadOnlyList<Outage> Outages =>
        _outages ??= Trad.Candles.Gaps.Outages.Find(Candles.Slice(new TimeRange(Counting.Start, long.MaxValue)));

    /// <summary>
    /// The earliest moment at which the hold-out may begin so that it takes no more than its share, neither of the candles that
    /// trades may be made on nor of those among them that are stored.
    /// </summary>
    /// <param name="share">The share, from 0 to 0.5.</param>
    /// <returns>The open time of a candle; null when the share comes to no candle.</returns>
    public long? HoldOutFrom(double share)
    {
        var held = Share(Candles.Count - TradeFrom, share);
        var heldStored = Share(CountStored(TradeFrom, Candles.Count), share);
        if (held == 0 || heldStored == 0)
        {
            return null;
        }

        // From the end back, until one of the two is used up; it begins with a candle that is stored.
        var from = Candles.Count;
        var span = Interruptions.Filled.Length - 1;
        for (var position = Candles.Count - 1; position >= Candles.Count - held && heldStored > 0; position--)
        {
            while (span >= 0 && Interruptions.Filled[span].Start > position)
            {
                span--;
            }

            if (span < 0 || position >= Interruptions.Filled[span].End)
            {
                from = position;
                heldStored--;
            }
        }

        return Candles.OpenTime[from];
    }

    /// <summary>
    /// How many candles before a position can be traded on: those that are stored, and after a long hole only once the strategy has
    /// warmed up.
    /// </summary>
    public int CountTradable(int end)
    {
        var (count, start, warmUp) = (0, 0, 0);
        foreach (var next in (ReadOnlySpan<int>)[.. Interruptions.Ends, Candles.Count - 1])
        {
            count += CountStored(Math.Max(TradeFrom, start + warmUp), Math.Min(end, next + 1));
            (start, warmUp) = (next + 1, Selection.GapPolicy == GapPolicy.Skip ? 0 : Selection.WarmUp);
        }

        return count;
    }

    /// <summary>How many candles of a stretch are stored and not filled.</summary>
    public int CountStored(int start, int end)
    {
        var count = Math.Max(0, end - start);
        foreach (var (from, to) in Interruptions.Filled)
        {
            count -= Math.Max(0, Math.Min(to, end) - Math.Max(from, start));
        }

        return count;
    }

    // Never more than the share, also not by a rounding.
    private static int Share(int candles, double share)
    {
        var held = (int)Math.Floor(candles * share);
        return held > 0 && (double)held / candles > share ? held - 1 : held;
    }
}
