using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;

namespace Trad.Backtesting.Strategies;

/// <summary>Follows the trend: long when a fast average crosses above a slow one, short (or flat) when it crosses below.</summary>
public sealed class MovingAverageCrossover : IStrategy
{
    private const string Fast = "fast_period";
    private const string Slow = "slow_period";

    /// <inheritdoc/>
    public string Name => "moving-average-crossover";

    /// <inheritdoc/>
    public string Title => "Moving-average crossover";

    /// <inheritdoc/>
    public string Description =>
        "Buys when the fast simple average of the close crosses above the slow one and sells when it crosses below.";

    /// <inheritdoc/>
    public IReadOnlyList<StrategyParameter> Parameters { get; } =
    [
        new IntegerStrategyParameter(Fast, "Fast period", "Length of the fast average.", "candles", 10, 5, 100),
        new IntegerStrategyParameter(Slow, "Slow period", "Length of the slow average.", "candles", 50, 20, 400),
    ];

    /// <inheritdoc/>
    public IReadOnlyList<ParameterOrder> Orders { get; } = [new(Fast, Slow)];

    /// <inheritdoc/>
    public int WarmUp(StrategyParameters parameters) => Math.Max(parameters.WholeNumber(Fast), parameters.WholeNumber(Slow));

    /// <inheritdoc/>
    public void GenerateSignals(IndicatorCache indicators, StrategyParameters parameters, SignalBuffer signals)
    {
        var fast = indicators.CloseAverage(parameters.WholeNumber(Fast));
        var slow = indicators.CloseAverage(parameters.WholeNumber(Slow));

        // The averages lie on the same sides of each other for long: a crossing ends a stretch. Nothing compares with NaN, so
        // nothing is signalled before both averages exist at t − 1.
        var t = 1;
        while ((t = Crossing.Next(fast, slow, t)) < fast.Length)
        {
            var before = fast[t - 1] - slow[t - 1];
            var now = fast[t] - slow[t];
            if (before <= 0 && now > 0)
            {
                signals.Set(t, 1, double.NaN, double.NaN);
            }
            else if (before >= 0 && now < 0)
            {
                signals.Set(t, -1, double.NaN, double.NaN);
            }

            t++;
        }
    }
}
