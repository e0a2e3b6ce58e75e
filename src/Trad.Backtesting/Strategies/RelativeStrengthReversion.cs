using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;

namespace Trad.Backtesting.Strategies;

/// <summary>
/// Mean reversion by Wilder's relative strength index: long when the index comes back from below the oversold level, short
/// when it comes back from above the overbought level. Stop and target are placed from the close.
/// </summary>
public sealed class RelativeStrengthReversion : IStrategy
{
    private const string Period = "rsi_period";
    private const string Oversold = "oversold";
    private const string Overbought = "overbought";
    private const string StopMultiplier = "atr_multiplier_sl";
    private const string RewardRatio = "risk_reward_ratio";
    private const string MaximumHolding = "max_holding_periods";

    private const int RangeLength = 14;

    // After nine lengths Wilder's smoothing has forgotten all but 0.03 % of where it began.
    private const int LengthsToForget = 9;

    /// <inheritdoc/>
    public string Name => "rsi-mean-reversion";

    /// <inheritdoc/>
    public string Title => "RSI mean reversion";

    /// <inheritdoc/>
    public string Description =>
        "Buys when the relative strength index comes back from oversold and sells when it comes back from overbought.";

    /// <inheritdoc/>
    public IReadOnlyList<StrategyParameter> Parameters { get; } =
    [
        new IntegerStrategyParameter(Period, "RSI period", "Smoothing length of the index.", "candles", 14, 5, 30),
        new ContinuousStrategyParameter(
            Oversold, "Oversold level", "The index must come back from below this.", "points of 100", 30, 10, 45),
        new ContinuousStrategyParameter(
            Overbought, "Overbought level", "The index must come back from above this.", "points of 100", 70, 55, 90),
        new ContinuousStrategyParameter(
            StopMultiplier, "Stop distance", "Distance of the stop from the signal's close.", "times the average true range", 2, 1, 4),
        new ContinuousStrategyParameter(RewardRatio, "Reward ratio", "Distance of the target.", "times the stop distance", 1.5, 0.5, 4),
        new ChoiceStrategyParameter(
            MaximumHolding, "Longest holding", "How long a position is held at most.", "candles", 60, [20, 40, 60, 100, 150]),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<ParameterOrder> Orders { get; } = [new(Oversold, Overbought)];

    /// <inheritdoc/>
    public int WarmUp(StrategyParameters parameters) => LengthsToForget * Math.Max(parameters.WholeNumber(Period), RangeLength);

    /// <inheritdoc/>
    public void GenerateSignals(IndicatorCache indicators, StrategyParameters parameters, SignalBuffer signals)
    {
        var (oversold, overbought) = (parameters[Oversold], parameters[Overbought]);
        var (stop, reward) = (parameters[StopMultiplier], parameters[RewardRatio]);
        var close = indicators.Candles.Close;
        var strength = indicators.RelativeStrength(parameters.WholeNumber(Period));
        var range = indicators.AverageTrueRange(RangeLength);
        signals.MaximumHolding = parameters.WholeNumber(MaximumHolding);

        for (var t = 1; t < close.Length; t++)
        {
            var direction = strength[t - 1] < oversold && strength[t] >= oversold ? 1
                : strength[t - 1] > overbought && strength[t] <= overbought ? -1
                : 0;
            if (direction != 0 && !double.IsNaN(range[t]))
            {
                signals.Enter(t, direction, close[t], stop * range[t], reward);
            }
        }
    }
}
