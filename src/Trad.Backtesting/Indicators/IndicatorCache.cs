using System.Collections.Concurrent;
using Trad.Candles;
using Trad.Candles.Aggregation;
using Trad.Candles.Gaps;
using Trad.Candles.Quality;

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

    private readonly ConcurrentDictionary<Key, Lazy<Computation>> _columns = new();
    private readonly Lazy<int[]> _swingHighs = new(() => SwingPoints.Highs(candles.High));
    private readonly Lazy<int[]> _swingLows = new(() => SwingPoints.Lows(candles.Low));
    private readonly Lazy<string?> _defect = new(() => FindDefect(candles));
    private readonly ConcurrentDictionary<TimeSpan, Lazy<Interruptions>> _interruptions = new();
    private readonly ConcurrentDictionary<TimeSpan, Lazy<IReadOnlyList<IndicatorCache>>> _parts = new();
    private readonly ConcurrentDictionary<Interval, Lazy<IndicatorCache>> _higher = new();
    private int _computed;

    /// <summary>The candles.</summary>
    public CandleSeries Candles { get; } = candles;

    /// <summary>Positions of the swing highs.</summary>
    public ReadOnlySpan<int> SwingHighs => _swingHighs.Value;

    /// <summary>Positions of the swing lows.</summary>
    public ReadOnlySpan<int> SwingLows => _swingLows.Value;

    /// <summary>The highs at <see cref="SwingHighs"/>.</summary>
    public ReadOnlySpan<double> SwingHighPrices =>
        Column(new("swing high prices", 0), _swingHighs.Value.Length, column => Take(Candles.High, SwingHighs, column));

    /// <summary>The lows at <see cref="SwingLows"/>.</summary>
    public ReadOnlySpan<double> SwingLowPrices =>
        Column(new("swing low prices", 0), _swingLows.Value.Length, column => Take(Candles.Low, SwingLows, column));

    /// <summary>
    /// The indicators with a value per candle that were asked for and kept, in the order in which they were computed: what an
    /// indicator is made of comes before it.
    /// </summary>
    public IReadOnlyList<IndicatorColumn> Computed =>
    [
        .. _columns.Where(column => column.Value.IsValueCreated && column.Value.Value.Values.Length == Candles.Count)
            .OrderBy(column => column.Value.Value.Order)
            .Select(column => new IndicatorColumn(NameOf(column.Key), column.Value.Value.Values)),
    ];

    /// <summary>Whether the swing highs were asked for.</summary>
    internal bool HasSwingHighs => _swingHighs.IsValueCreated;

    /// <summary>Whether the swing lows were asked for.</summary>
    internal bool HasSwingLows => _swingLows.IsValueCreated;

    /// <summary>Refuses candles that break a rule; they are looked at once.</summary>
    /// <exception cref="ArgumentException">A candle breaks a rule; the message has its time and what is wrong.</exception>
    public void EnsureSound()
    {
        if (_defect.Value is { } defect)
        {
            throw new ArgumentException(defect);
        }
    }

    /// <summary>Where the candles are interrupted; looked for once per limit.</summary>
    /// <param name="longestGap">The longest hole that is passed over.</param>
    public Interruptions InterruptionsBeyond(TimeSpan longestGap) =>
        _interruptions.GetOrAdd(longestGap, limit => new(() => Interruptions.Find(Candles, limit))).Value;

    /// <summary>The stretches between holes beyond a limit, with indicators of their own; this alone when there is no such hole.</summary>
    /// <param name="longestGap">The longest hole that is passed over.</param>
    public IReadOnlyList<IndicatorCache> Parts(TimeSpan longestGap) => _parts.GetOrAdd(longestGap, limit => new(() => Split(limit))).Value;

    /// <summary>The candles of a higher interval that these make up, with indicators of their own; made once.</summary>
    /// <param name="interval">The higher interval; a candle of it that misses a part is not there.</param>
    /// <exception cref="ArgumentException">These candles do not make up such candles.</exception>
    public IndicatorCache Higher(Interval interval) => _higher.GetOrAdd(
        interval, higher => new(() => new IndicatorCache(CandleAggregation.Aggregate(Candles, higher)))).Value;

    /// <summary>Simple moving average of the close.</summary>
    public ReadOnlySpan<double> CloseAverage(int length) =>
        Column(new("close average", length), column => SimpleMovingAverage.Compute(Candles.Close, length, column));

    /// <summary>Exponential moving average of the close.</summary>
    public ReadOnlySpan<double> ExponentialAverage(int length) =>
        Column(new("exponential average", length), column => ExponentialMovingAverage.Compute(Candles.Close, length, column));

    /// <summary>Standard deviation (of the population) of the close.</summary>
    public ReadOnlySpan<double> CloseDeviation(int length) => Column(
        new("close deviation", length),
        column => RollingStandardDeviation.Compute(Candles.Close, length, DeviationKind.Population, column));

    /// <summary>Mean volume of the last <paramref name="length"/> candles, the current one included.</summary>
    public ReadOnlySpan<double> MeanVolume(int length) =>
        Column(new("mean volume", length), column => SimpleMovingAverage.Compute(Candles.Volume, length, column));

    /// <summary>True range.</summary>
    public ReadOnlySpan<double> TrueRange() =>
        Column(new("true range", 0), column => Indicators.TrueRange.Compute(Candles.High, Candles.Low, Candles.Close, column));

    /// <summary>Wilder's average true range.</summary>
    public ReadOnlySpan<double> AverageTrueRange(int length) =>
        Column(new("average true range", length), column => Indicators.AverageTrueRange.Compute(TrueRange(), length, column));

    /// <summary>Simple moving average of Wilder's average true range.</summary>
    public ReadOnlySpan<double> MeanAverageTrueRange(int rangeLength, int length) => Column(
        new("mean average true range", rangeLength, length),
        column => SimpleMovingAverage.Compute(AverageTrueRange(rangeLength), length, column));

    /// <summary>Wilder's relative strength index of the close.</summary>
    public ReadOnlySpan<double> RelativeStrength(int length) =>
        Column(new("relative strength", length), column => RelativeStrengthIndex.Compute(Candles.Close, length, column));

    /// <summary>Fast less slow exponential average of the close.</summary>
    public ReadOnlySpan<double> Convergence(int fast, int slow) => Column(new("convergence", fast, slow), column =>
    {
        var quick = ExponentialAverage(fast);
        var lazy = ExponentialAverage(slow);
        for (var i = 0; i < column.Length; i++)
        {
            column[i] = quick[i] - lazy[i];
        }
    });

    /// <summary>Signal line of <see cref="Convergence"/>.</summary>
    public ReadOnlySpan<double> ConvergenceSignal(int fast, int slow, int length) => Column(
        new("convergence signal", fast, slow, length),
        column => ExponentialMovingAverage.Compute(Convergence(fast, slow), length, column));

    /// <summary>Highest high of the last <paramref name="length"/> candles, the current one included.</summary>
    public ReadOnlySpan<double> HighestHigh(int length) =>
        Column(new("highest high", length), column => RollingExtreme.Maximum(Candles.High, length, column));

    /// <summary>Lowest low of the last <paramref name="length"/> candles, the current one included.</summary>
    public ReadOnlySpan<double> LowestLow(int length) =>
        Column(new("lowest low", length), column => RollingExtreme.Minimum(Candles.Low, length, column));

    /// <summary>Realised volatility of the close, per year.</summary>
    public ReadOnlySpan<double> Volatility(int length) => Column(
        new("volatility", length),
        column => RealisedVolatility.Compute(Candles.Close, length, Candles.Interval.CandlesPerYear, new double[column.Length], column));

    /// <summary>
    /// An indicator that only one strategy has. It is kept for the class that <paramref name="compute"/> is written in: whatever it is
    /// called, it takes the place of no indicator of the engine or of another class, and none takes its place.
    /// </summary>
    /// <param name="name">What it is called, with everything that it depends on other than <paramref name="length"/>.</param>
    /// <param name="length">Its length in candles, or another whole number that tells it from others of its name.</param>
    /// <param name="compute">Computes it from the candles: one value per candle, NaN where there is none yet.</param>
    public ReadOnlySpan<double> Custom(string name, int length, Action<CandleSeries, double[]> compute) =>
        Column(new(name, length) { Owner = Outermost(compute.Method.DeclaringType) }, column => compute(Candles, column));

    /// <summary>A column of any kind, computed once as long as there is room for it.</summary>
    /// <param name="key">What it is, with everything that it depends on.</param>
    /// <param name="compute">Fills it: one value per candle, NaN where there is none yet.</param>
    internal double[] Kept(string key, Action<double[]> compute) => Column(new(key, 0), compute);

    // A lambda is a method of a class that the compiler nests in the one it is written in.
    private static Type Outermost(Type? type) => type?.DeclaringType is { } outer ? Outermost(outer) : type ?? typeof(IndicatorCache);

    // Two of one name are told apart by whose they are.
    private string NameOf(Key key)
    {
        var name = key.ToString();
        return key.Owner is { } owner && _columns.Keys.Any(other => other != key && other.ToString() == name)
            ? $"{name} of {owner.FullName}"
            : name;
    }

    private static string? FindDefect(CandleSeries candles)
    {
        for (var i = 0; i < candles.Count; i++)
        {
            var candle = candles[i];
            if (CandleRules.Check(candle, candles.Interval) is not CandleDefect.None and var defect)
            {
                return $"The candle of {Timestamp.Format(candle.OpenTime)} cannot be used: {CandleRules.Describe(defect, candle, candles.Interval)}.";
            }
        }

        return null;
    }

    private List<IndicatorCache> Split(TimeSpan longestGap)
    {
        var ends = InterruptionsBeyond(longestGap).Ends;
        if (ends.IsEmpty)
        {
            return [this];
        }

        var parts = new List<IndicatorCache>(ends.Length + 1);
        var start = 0;
        foreach (var end in ends)
        {
            parts.Add(new IndicatorCache(Candles.Slice(start, end + 1 - start)));
            start = end + 1;
        }

        parts.Add(new IndicatorCache(Candles.Slice(start, Candles.Count - start)));
        return parts;
    }

    private static void Take(ReadOnlySpan<double> values, ReadOnlySpan<int> positions, double[] column)
    {
        for (var i = 0; i < column.Length; i++)
        {
            column[i] = values[positions[i]];
        }
    }

    private double[] Column(Key key, Action<double[]> compute) => Column(key, Candles.Count, compute);

    private double[] Column(Key key, int count, Action<double[]> compute)
    {
        var lazy = _columns.TryGetValue(key, out var known)
            ? known
            : _columns.Count < Capacity
                ? _columns.GetOrAdd(key, _ => Compute(count, compute))
                : Compute(count, compute);
        return lazy.Value.Values;
    }

    private Lazy<Computation> Compute(int count, Action<double[]> compute) => new(() =>
    {
        var column = new double[count];
        compute(column);
        return new Computation(column, Interlocked.Increment(ref _computed));
    });

    private sealed record Computation(double[] Values, int Order);

    private readonly record struct Key(string Indicator, int First, int Second = 0, int Third = 0)
    {
        // Whose it is; null for the engine's own.
        public Type? Owner { get; init; }

        public override string ToString() => (First, Second, Third) switch
        {
            (0, 0, 0) => Indicator,
            (_, 0, 0) => $"{Indicator} {First}",
            (_, _, 0) => $"{Indicator} {First}, {Second}",
            _ => $"{Indicator} {First}, {Second}, {Third}",
        };
    }
}
