using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;

namespace Trad.Training.Tests.Validation.LookAhead;

/// <summary>A strategy whose indicator may be kept by a key that does not hold all that its formula uses.</summary>
internal sealed class ForgetfulStrategy(Func<IndicatorCache, StrategyParameters, double[]> indicator) : IStrategy
{
    public string Name => "forgetful";

    public string Title => Name;

    public string Description => "For a test.";

    public IReadOnlyList<StrategyParameter> Parameters { get; } =
    [
        new IntegerStrategyParameter("fast", "Fast", "A length.", "candles", 10, 5, 20),
        new IntegerStrategyParameter("slow", "Slow", "A length.", "candles", 30, 25, 100),
        new ContinuousStrategyParameter("share", "Share", "A share.", "of the price", 0.01, 0.005, 0.02),
        new ChoiceStrategyParameter("choice", "Choice", "A choice.", "candles", 2, [1, 2, 4]),
        new FlagStrategyParameter("flag", "Flag", "A flag.", false),
    ];

    public IReadOnlyList<ParameterOrder> Orders => [new("fast", "slow")];

    public int WarmUp(StrategyParameters parameters) => parameters.WholeNumber("slow");

    public void GenerateSignals(IndicatorCache indicators, StrategyParameters parameters, SignalBuffer signals)
    {
        var close = indicators.Candles.Close;
        var level = indicator(indicators, parameters);
        for (var t = 1; t < close.Length; t++)
        {
            if (close[t - 1] <= level[t - 1] && close[t] > level[t])
            {
                signals.Set(t, 1, double.NaN, double.NaN);
            }
        }
    }
}
