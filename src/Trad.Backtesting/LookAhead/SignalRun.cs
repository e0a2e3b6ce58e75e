using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;
using Trad.Candles;

namespace Trad.Backtesting.LookAhead;

/// <summary>What a strategy says over some candles, and the indicators that it asked for on the way.</summary>
public sealed class SignalRun
{
    // Sums over different numbers of candles may round differently; a stop that moves by less than this is the same.
    private const double Rounding = 1e-9;

    /// <summary>The tolerance of runs over candles that begin alike: not a bit may differ.</summary>
    public const double Exactly = 0;

    private readonly SignalBuffer _signals = new();

    private SignalRun(IStrategy strategy, StrategyParameters parameters, IndicatorCache indicators)
    {
        Indicators = indicators;
        _signals.Reset(indicators.Candles.Count);
        BacktestWatch.Ask(strategy, Indicators, parameters, _signals);
    }

    /// <summary>The candles with what was computed from them.</summary>
    public IndicatorCache Indicators { get; }

    /// <summary>Per candle: 1 long, −1 short, 0 nothing.</summary>
    public ReadOnlySpan<sbyte> Direction => _signals.Direction;

    /// <summary>Lets a strategy speak over candles.</summary>
    public static SignalRun Record(IStrategy strategy, StrategyParameters parameters, CandleSeries candles) =>
        new(strategy, parameters, new IndicatorCache(candles));

    /// <summary>Lets a strategy speak over candles of which something may be computed already.</summary>
    public static SignalRun Record(IStrategy strategy, StrategyParameters parameters, IndicatorCache indicators) =>
        new(strategy, parameters, indicators);

    /// <summary>The first of some candles at which two runs differ; −1 when they agree.</summary>
    /// <param name="other">The other run.</param>
    /// <param name="offset">Where this run's first candle lies in the other.</param>
    /// <param name="first">The first candle to compare, in this run.</param>
    /// <param name="end">The candle behind the last to compare, in this run.</param>
    /// <param name="tolerance">
    /// Largest difference of a stop or target, in relation to its distance from the close; <see cref="Exactly"/> for none.
    /// </param>
    public int FirstDifference(SignalRun other, int offset, int first, int end, double tolerance = Rounding)
    {
        for (var t = first; t < end; t++)
        {
            if (Differs(other, offset, t, tolerance))
            {
                return t;
            }
        }

        return -1;
    }

    /// <summary>Whether two runs differ at a candle; arguments as for <see cref="FirstDifference"/>.</summary>
    public bool Differs(SignalRun other, int offset, int t, double tolerance = Rounding)
    {
        var (direction, there) = (Direction[t], other.Direction[t + offset]);
        if (direction != there || At(_signals.Exits, t) != At(other._signals.Exits, t + offset))
        {
            return true;
        }

        var close = Indicators.Candles.Close[t];
        return direction != 0
            && (!AreClose(_signals.Stop[t], other._signals.Stop[t + offset], close, tolerance)
                || !AreClose(_signals.Target[t], other._signals.Target[t + offset], close, tolerance)
                || !IsSameDistance(_signals.TrailingDistance, t, other._signals.TrailingDistance, t + offset, tolerance)
                || !IsSameDistance(_signals.BreakEvenGain, t, other._signals.BreakEvenGain, t + offset, tolerance)
                || _signals.MaximumHolding != other._signals.MaximumHolding
                || _signals.TrailAfterReward != other._signals.TrailAfterReward);
    }

    private static byte At(ReadOnlySpan<byte> exits, int t) => exits.IsEmpty ? (byte)0 : exits[t];

    private static bool IsSameDistance(ReadOnlySpan<double> own, int t, ReadOnlySpan<double> others, int there, double tolerance)
    {
        var (distance, other) = (own.IsEmpty ? double.NaN : own[t], others.IsEmpty ? double.NaN : others[there]);
        return tolerance == Exactly || double.IsNaN(distance)
            ? distance.Equals(other)
            : Math.Abs(distance - other) <= (tolerance + Rounding) * Math.Abs(distance);
    }

    private static bool AreClose(double price, double other, double close, double tolerance) =>
        tolerance == Exactly || double.IsNaN(price)
            ? price.Equals(other)
            : Math.Abs(price - other) <= (tolerance * Math.Abs(price - close)) + (Rounding * Math.Abs(price));
}
