using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;

namespace Trad.Backtesting.Strategies;

/// <summary>
/// Panic exhausts itself: an explosion of volume, range and speed, then a recovery. Long at a candle that rises on volume when
/// shortly before there was a panic candle and a row of falling ones, and the relative strength index is up from an extreme;
/// short mirrored. A candle that signals both ways signals nothing.
/// </summary>
public sealed class CapitulationReversal : IStrategy
{
    private const string VolumeExplosion = "volume_explosion_threshold";
    private const string PriceVelocity = "price_velocity_threshold";
    private const string RangeExplosion = "atr_explosion_threshold";
    private const string ExhaustionWick = "exhaustion_wick_ratio";
    private const string StrengthExtreme = "rsi_extreme_threshold";
    private const string DivergenceLookback = "rsi_divergence_lookback";
    private const string PanicScore = "panic_score_minimum";
    private const string PanicWindow = "panic_window";
    private const string ConsecutiveCandles = "consecutive_panic_candles";
    private const string RecoveryVolume = "recovery_volume_threshold";
    private const string StopMultiplier = "atr_multiplier_sl";
    private const string RewardRatio = "risk_reward_ratio";
    private const string MaximumHolding = "max_holding_periods";

    private const int SmoothingLength = 14;
    private const int MeanLength = 20;

    // How far from the extreme the index may have stayed and still count as having been there.
    private const double StrengthTolerance = 10;

    /// <inheritdoc/>
    public string Name => "capitulation-reversal";

    /// <inheritdoc/>
    public string Title => "Capitulation reversal";

    /// <inheritdoc/>
    public string Description => "Trades the recovery after a panic: an explosion of volume, range and speed that exhausts itself.";

    /// <inheritdoc/>
    public IReadOnlyList<StrategyParameter> Parameters { get; } =
    [
        new ContinuousStrategyParameter(
            VolumeExplosion, "Volume explosion", "Volume that counts as panic.", "times the mean volume of 20 candles", 2.5, 1.3, 8,
            IsLogarithmic: true),
        new ContinuousStrategyParameter(
            PriceVelocity, "Price velocity", "Body of a candle that counts as panic.", "fraction of the open", 0.01, 0.004, 0.05,
            IsLogarithmic: true),
        new ContinuousStrategyParameter(
            RangeExplosion, "Range explosion", "Average true range that counts as panic.", "times its mean of 20 candles", 1.5, 1.1, 4),
        new ContinuousStrategyParameter(ExhaustionWick, "Exhaustion wick", "Wicks that count as panic.", "times the body", 2, 1.5, 5),
        new ChoiceStrategyParameter(
            StrengthExtreme, "RSI extreme", "Relative strength index that counts as panic, from either end.", "points of 100", 25,
            [10, 15, 20, 25, 30, 35]),
        new ChoiceStrategyParameter(
            DivergenceLookback, "RSI look-back", "How long ago the index may have been at its extreme.", "candles", 15, [10, 15, 20, 30]),
        new ContinuousStrategyParameter(PanicScore, "Panic score", "Score that makes a panic candle.", "score from 0 to 1", 0.5, 0.3, 0.8),
        new ChoiceStrategyParameter(PanicWindow, "Panic window", "How long ago the panic may be.", "candles", 10, [5, 10, 15]),
        new IntegerStrategyParameter(
            ConsecutiveCandles, "Candles in a row", "Candles in the panic's direction without a break.", "candles", 3, 2, 5),
        new ContinuousStrategyParameter(
            RecoveryVolume, "Recovery volume", "Volume that the recovery needs.", "times the mean volume of 20 candles", 1.5, 1, 4),
        new ContinuousStrategyParameter(
            StopMultiplier, "Stop distance", "Distance of the stop from the signal's close.", "times the average true range", 1.5, 1, 2.5),
        new ContinuousStrategyParameter(RewardRatio, "Reward ratio", "Distance of the target.", "times the stop distance", 2.5, 1.5, 4),
        new ChoiceStrategyParameter(
            MaximumHolding, "Longest holding", "How long a position is held at most.", "candles", 50, [30, 50, 75, 100]),
    ];

    /// <inheritdoc/>
    public int WarmUp(StrategyParameters parameters) =>
        SmoothingLength + MeanLength + Math.Max(
            parameters.WholeNumber(DivergenceLookback), parameters.WholeNumber(PanicWindow) + parameters.WholeNumber(ConsecutiveCandles));

    /// <inheritdoc/>
    public void GenerateSignals(IndicatorCache indicators, StrategyParameters parameters, SignalBuffer signals)
    {
        var panic = new PanicCandle(
            indicators,
            parameters[VolumeExplosion],
            parameters[PriceVelocity],
            parameters[RangeExplosion],
            parameters[ExhaustionWick],
            parameters[StrengthExtreme],
            parameters[PanicScore]);
        var extreme = parameters[StrengthExtreme] + StrengthTolerance;
        var lookback = parameters.WholeNumber(DivergenceLookback);
        var window = parameters.WholeNumber(PanicWindow);
        var row = parameters.WholeNumber(ConsecutiveCandles);
        var recovery = parameters[RecoveryVolume];
        var (stop, reward) = (parameters[StopMultiplier], parameters[RewardRatio]);

        var open = indicators.Candles.Open;
        var close = indicators.Candles.Close;
        var volume = indicators.Candles.Volume;
        var meanVolume = indicators.MeanVolume(MeanLength);
        var strength = indicators.RelativeStrength(SmoothingLength);
        var range = indicators.AverageTrueRange(SmoothingLength);
        signals.MaximumHolding = parameters.WholeNumber(MaximumHolding);

        // The latest panic candle, and the latest candles that end a long enough row of falling or rising ones.
        var (lastPanic, lastFall, lastRise) = (-1, -1, -1);
        var (falling, rising) = (0, 0);
        for (var t = 1; t < close.Length; t++)
        {
            var before = t - 1;
            falling = close[before] < open[before] ? falling + 1 : 0;
            rising = close[before] > open[before] ? rising + 1 : 0;
            lastFall = falling >= row ? before : lastFall;
            lastRise = rising >= row ? before : lastRise;
            lastPanic = panic.IsAt(before) ? before : lastPanic;

            var first = t - window;
            if (lastPanic < Math.Max(first, 0) || !(volume[t] >= recovery * meanVolume[t]) || t < lookback)
            {
                continue;
            }

            if (close[t] > open[t] && lastFall >= Math.Max(first, 0) && HasRisenFromLow(strength, t, lookback, extreme))
            {
                signals.Enter(t, 1, close[t], stop * range[t], reward);
            }
            else if (close[t] < open[t] && lastRise >= Math.Max(first, 0) && HasFallenFromHigh(strength, t, lookback, 100 - extreme))
            {
                signals.Enter(t, -1, close[t], stop * range[t], reward);
            }
        }
    }

    private static bool HasRisenFromLow(ReadOnlySpan<double> strength, int t, int lookback, double extreme)
    {
        var lowest = double.PositiveInfinity;
        foreach (var value in strength.Slice(t - lookback, lookback))
        {
            lowest = value < lowest ? value : lowest;
        }

        return lowest <= extreme && strength[t] > lowest;
    }

    private static bool HasFallenFromHigh(ReadOnlySpan<double> strength, int t, int lookback, double extreme)
    {
        var highest = double.NegativeInfinity;
        foreach (var value in strength.Slice(t - lookback, lookback))
        {
            highest = value > highest ? value : highest;
        }

        return highest >= extreme && strength[t] < highest;
    }
}
