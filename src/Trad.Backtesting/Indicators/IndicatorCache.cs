using System.Collections.Concurrent;
using Trad.Candles;

namespace Trad.Backtesting.Indicators;

/// <summary>
/// The indicators of one candle series, each computed once and shared by every trial and thread that asks for it.
/// The number kept is bounded: search spaces bound the lengths, and beyond the limit a trial computes its own.
/// </summary>
/// <param name="candles">The candles that the indicators are computed from.</param>
public sealed class IndicatorCache(CandleSeries candles)
{
    // 18 months of five-minute candles take 1.2 MB per column; 128 columns stay below 160 MB.
    private const int Capacity = 128;

    private readonly ConcurrentDictionary<(string Indicator, int Length), Lazy<double[]>> _columns = new();
    private readonly Lazy<int[]> _swingHighs = new(() => SwingPoints.Highs(candles.High));
    private readonly Lazy<int[]> _swingLows = new(() => SwingPoints.Lows(candles.Low));

    /// <summary>The candles.</summary>
    public CandleSeries Candles { get; } = candles;

    /// <summary>Positions of the swing highs.</summary>
    public ReadOnlySpan<int> SwingHighs => _swingHighs.Value;

    /// <summary>Positions of the swing lows.</summary>
    public ReadOnlySpan<int> SwingLows => _swingLows.Value;

    /// <summary>Simple moving average of the close.</summary>
    public ReadOnlySpan<double> CloseAverage(int length) =>
        Column("close average", length, column => SimpleMovingAverage.Compute(Candles.Close, length, column));

    /// <summary>Mean volume of the last <paramref name="length"/> candles, the current one included.</summary>
    public ReadOnlySpan<double> MeanVolume(int length) =>
        Column("mean volume", length, column => SimpleMovingAverage.Compute(Candles.Volume, length, column));

    /// <summary>True range.</summary>
    public ReadOnlySpan<double> TrueRange() =>
        Column("true range", 0, column => Indicators.TrueRange.Compute(Candles.High, Candles.Low, Candles.Close, column));

    /// <summary>Wilder's average true range.</summary>
    public ReadOnlySpan<double> AverageTrueRange(int length) =>
        Column("average true range", length, column => Indicators.AverageTrueRange.Compute(TrueRange(), length, column));

    private double[] Column(string indicator, int length, Action<double[]> compute)
    {
        var lazy = _columns.TryGetValue((indicator, length), out var known)
            ? known
            : _columns.Count < Capacity
                ? _columns.GetOrAdd((indicator, length), _ => Computed(compute))
                : Computed(compute);
        return lazy.Value;
    }

    private Lazy<double[]> Computed(Action<double[]> compute) => new(() =>
    {
        var column = new double[Candles.Count];
        compute(column);
        return column;
    });
}
