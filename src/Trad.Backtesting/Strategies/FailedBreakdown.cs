using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;

namespace Trad.Backtesting.Strategies;

/// <summary>
/// The Wyckoff spring: a tight range loses its support on weak volume and takes it back on strong volume. Long; its mirror
/// image, the upthrust, is traded short on request. The range is fixed at its end; the first candle after it that breaks the
/// support deep enough on little enough volume begins the spring, and the first later close above the support ends it. Where
/// several ranges lead to the same candle, the latest counts. A candle that signals both ways signals nothing.
/// </summary>
public sealed class FailedBreakdown : IStrategy
{
    private const string RangeLookback = "range_lookback_periods";
    private const string RangeTightness = "range_tightness_threshold";
    private const string BreakdownDepth = "breakdown_depth";
    private const string BreakdownVolume = "breakdown_volume_threshold";
    private const string SpringDuration = "spring_max_duration";
    private const string RecoveryVolume = "recovery_volume_threshold";
    private const string RecoverySpeed = "recovery_speed";
    private const string MinimumTouches = "min_touches";
    private const string MinimumScore = "accumulation_score_minimum";
    private const string StopMultiplier = "atr_multiplier_sl";
    private const string RewardRatio = "risk_reward_ratio";
    private const string MaximumHolding = "max_holding_periods";
    private const string TrailAfterReward = "trail_after_reward";
    private const string MirrorShort = "mirror_short";

    private const int RangeLength = 14;

    // Candles after the range within which it must break.
    private const int BreakdownWindow = 50;

    // Stands for a candle that signals both ways until all are known; it is no direction.
    private const sbyte Contradiction = 2;

    // How far beyond the edge, as a fraction of it, the recovery may close.
    private const double LargestOvershoot = 0.03;

    /// <inheritdoc/>
    public string Name => "failed-breakdown";

    /// <inheritdoc/>
    public string Title => "Failed breakdown (Wyckoff spring)";

    /// <inheritdoc/>
    public string Description => "Buys when a tight range loses its support on weak volume and takes it back on strong volume.";

    /// <inheritdoc/>
    public IReadOnlyList<StrategyParameter> Parameters { get; } =
    [
        new ChoiceStrategyParameter(
            RangeLookback, "Range length", "Candles of the range.", "candles", 100, [20, 30, 40, 50, 100, 150, 200]),
        new ContinuousStrategyParameter(
            RangeTightness, "Range tightness", "Height of the range at most.", "fraction of its low", 0.05, 0.02, 0.25,
            IsLogarithmic: true),
        new ContinuousStrategyParameter(
            BreakdownDepth, "Breakdown depth", "How far below the support the breakdown must reach.", "fraction of the support", 0.005,
            0.001, 0.02, IsLogarithmic: true),
        new ContinuousStrategyParameter(
            BreakdownVolume, "Breakdown volume", "Volume of the breakdown at most.", "times the range's mean volume", 0.7, 0.2, 1),
        new ChoiceStrategyParameter(
            SpringDuration, "Spring duration", "How long price may stay below the support.", "candles", 10, [5, 10, 15, 20, 25, 30]),
        new ContinuousStrategyParameter(
            RecoveryVolume, "Recovery volume", "Volume of the recovery at least.", "times the range's mean volume", 2, 1, 5),
        new ChoiceStrategyParameter(
            RecoverySpeed, "Recovery speed", "Candles within which the support must be taken back.", "candles", 5, [2, 3, 5, 10, 15, 20]),
        new IntegerStrategyParameter(
            MinimumTouches, "Touches", "Candles of the range that came within 0.5 % of the support.", "candles", 3, 2, 5),
        new ContinuousStrategyParameter(MinimumScore, "Score", "Score that makes a signal.", "score from 0 to 1", 0.5, 0.2, 0.8),
        new ContinuousStrategyParameter(
            StopMultiplier, "Stop distance", "Distance of the stop below the spring's low.", "times the average true range", 1.2, 0.8, 2.5),
        new ContinuousStrategyParameter(RewardRatio, "Reward ratio", "Distance of the target.", "times the stop distance", 2, 1.5, 4),
        new ChoiceStrategyParameter(
            MaximumHolding, "Longest holding", "How long a position is held at most.", "candles", 50, [25, 40, 50, 60, 80, 100]),
        new ChoiceStrategyParameter(
            TrailAfterReward, "Trail after", "Gain from which the stop follows the price; 0 for never.", "stop distances", 0, [0, 1, 1.5]),
        new FlagStrategyParameter(
            MirrorShort, "Mirror short", "Trades the mirror image, the upthrust above a resistance, short as well.", IsOn: false),
    ];

    /// <inheritdoc/>
    public int WarmUp(StrategyParameters parameters) =>
        Math.Max(parameters.WholeNumber(RangeLookback), RangeLength) + BreakdownWindow + LongestSpring(parameters);

    /// <inheritdoc/>
    public void GenerateSignals(IndicatorCache indicators, StrategyParameters parameters, SignalBuffer signals)
    {
        signals.MaximumHolding = parameters.WholeNumber(MaximumHolding);
        signals.TrailAfterReward = parameters[TrailAfterReward];
        if (parameters.WholeNumber(RangeLookback) < 2)
        {
            return;
        }

        Search(indicators, parameters, signals, 1);
        if (parameters[MirrorShort] > 0)
        {
            Search(indicators, parameters, signals, -1);
            DropContradictions(signals.Direction);
        }
    }

    private static int LongestSpring(StrategyParameters parameters) =>
        Math.Min(parameters.WholeNumber(RecoverySpeed), parameters.WholeNumber(SpringDuration));

    // Every range looks for its own spring; whatever it finds depends on candles up to the one that signals.
    private static void Search(IndicatorCache indicators, StrategyParameters parameters, SignalBuffer signals, int direction)
    {
        var length = parameters.WholeNumber(RangeLookback);
        var range = new TradingRange(indicators, length, parameters[RangeTightness], direction);
        var extreme = direction > 0 ? indicators.Candles.Low : indicators.Candles.High;
        var depth = direction * parameters[BreakdownDepth];
        var touches = parameters.WholeNumber(MinimumTouches);
        for (var end = length - 1; end < extreme.Length - 1; end++)
        {
            if (!range.IsAt(end))
            {
                continue;
            }

            var edge = range.Edge(end);
            var limit = parameters[BreakdownVolume] * range.Volume(end);
            var breakdown = FindBreakdown(extreme, indicators.Candles.Volume, end, edge * (1 - depth), limit, direction);
            if (breakdown < 0 || range.CountTouches(end) is var count && count < touches)
            {
                continue;
            }

            var spring = new Spring(breakdown, edge, range.Volume(end), count);
            TrySignal(indicators, parameters, signals, spring, direction);
        }
    }

    private static int FindBreakdown(
        ReadOnlySpan<double> extreme, ReadOnlySpan<double> volume, int end, double price, double limit, int direction)
    {
        var last = Math.Min(end + BreakdownWindow, extreme.Length - 1);
        for (var i = end + 1; i <= last; i++)
        {
            if (direction * (extreme[i] - price) <= 0 && volume[i] <= limit)
            {
                return i;
            }
        }

        return -1;
    }

    private static void TrySignal(
        IndicatorCache indicators, StrategyParameters parameters, SignalBuffer signals, Spring spring, int direction)
    {
        var candles = indicators.Candles;
        var extreme = direction > 0 ? candles.Low : candles.High;
        var deepest = extreme[spring.Breakdown];
        var last = Math.Min(spring.Breakdown + LongestSpring(parameters), candles.Count - 1);
        for (var t = spring.Breakdown + 1; t <= last; t++)
        {
            deepest = direction * (extreme[t] - deepest) < 0 ? extreme[t] : deepest;
            if (direction * (candles.Close[t] - spring.Edge) <= 0)
            {
                continue;
            }

            var range = indicators.AverageTrueRange(RangeLength)[t];
            if (direction * (candles.Close[t] - (spring.Edge * (1 + (direction * LargestOvershoot)))) <= 0
                && candles.Volume[t] >= parameters[RecoveryVolume] * spring.RangeVolume
                && Score(candles.Volume, parameters, spring, t) >= parameters[MinimumScore]
                && !double.IsNaN(range))
            {
                var stop = deepest - (direction * parameters[StopMultiplier] * range);
                var distance = direction * (candles.Close[t] - stop);
                var contradicts = signals.Direction[t] == -direction || signals.Direction[t] == Contradiction;
                signals.Set(
                    t, contradicts ? Contradiction : (sbyte)direction, stop,
                    candles.Close[t] + (direction * parameters[RewardRatio] * distance));
            }

            return;
        }
    }

    private static double Score(ReadOnlySpan<double> volume, StrategyParameters parameters, Spring spring, int recovery)
    {
        var weakness = 1 - (volume[spring.Breakdown] / (parameters[BreakdownVolume] * spring.RangeVolume));
        var strength = volume[recovery] / (1.5 * parameters[RecoveryVolume] * spring.RangeVolume);
        var speed = 1 - ((recovery - spring.Breakdown) / parameters[SpringDuration]);
        return (0.30 * Math.Max(weakness, 0))
            + (0.35 * Math.Min(strength, 1))
            + (0.20 * speed)
            + (0.15 * Math.Min(spring.Touches / 10.0, 1));
    }

    private static void DropContradictions(Span<sbyte> direction) => direction.Replace(Contradiction, (sbyte)0);

    private readonly record struct Spring(int Breakdown, double Edge, double RangeVolume, int Touches);
}
