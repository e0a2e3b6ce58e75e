using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;

namespace Trad.Training.Tests.Validation.LookAhead;

/// <summary>An average's crossing that reads the next close, through an indicator, for some of its parameters only.</summary>
internal sealed class PeekingStrategy(Func<StrategyParameters, bool> peeks) : IStrategy
{
    public string Name => "peeking";

    public string Title => Name;

    public string Description => "For a test.";

    public IReadOnlyList<StrategyParameter> Parameters { get; } =
    [
        new IntegerStrategyParameter("length", "Length", "A length.", "candles", 30, 10, 200),
        new ContinuousStrategyParameter("share", "Share", "A share.", "of the price", 0.1, 0.05, 1),
        new ChoiceStrategyParameter("choice", "Choice", "A choice.", "candles", 10, [10, 20, 40, 80, 160]),
        new FlagStrategyParameter("flag", "Flag", "A flag.", false),
    ];

    public int WarmUp(StrategyParameters parameters) => parameters.WholeNumber("length");

    public void GenerateSignals(IndicatorCache indicators, StrategyParameters parameters, SignalBuffer signals)
    {
        var close = indicators.Candles.Close;
        var average = indicators.CloseAverage(parameters.WholeNumber("length"));
        var next = peeks(parameters) ? indicators.Get(new("next close", 1), (cache, _, column) =>
        {
            cache.Candles.Close[1..].CopyTo(column);
            column[^1] = cache.Candles.Close[^1];
        }) : close;
        for (var t = 1; t < close.Length; t++)
        {
            if (close[t - 1] <= average[t - 1] && close[t] > average[t] && next[t] >= close[t])
            {
                signals.Set(t, 1, double.NaN, double.NaN);
            }
        }
    }
}

/// <summary>A built-in strategy that declares another warm-up.</summary>
internal sealed class MisdeclaredStrategy(IStrategy strategy, Func<StrategyParameters, int, int> warmUp) : IStrategy
{
    public MisdeclaredStrategy(IStrategy strategy, Func<int, int> warmUp)
        : this(strategy, (_, declared) => warmUp(declared))
    {
    }

    public string Name => strategy.Name;

    public string Title => strategy.Title;

    public string Description => strategy.Description;

    public IReadOnlyList<StrategyParameter> Parameters => strategy.Parameters;

    public IReadOnlyList<ParameterOrder> Orders => strategy.Orders;

    public int WarmUp(StrategyParameters parameters) => warmUp(parameters, strategy.WarmUp(parameters));

    public void GenerateSignals(IndicatorCache indicators, StrategyParameters parameters, SignalBuffer signals) =>
        strategy.GenerateSignals(indicators, parameters, signals);
}
