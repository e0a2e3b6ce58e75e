using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;
using Trad.Candles;

namespace Trad.Training.Validation.Backtests;

/// <summary>A strategy whose every signal comes some candles later than it should.</summary>
/// <param name="strategy">The strategy.</param>
/// <param name="delay">By how many candles.</param>
internal sealed class LateStrategy(IStrategy strategy, int delay) : IStrategy
{
    /// <inheritdoc/>
    public string Name => strategy.Name;

    /// <inheritdoc/>
    public string Title => strategy.Title;

    /// <inheritdoc/>
    public string Description => strategy.Description;

    /// <inheritdoc/>
    public IReadOnlyList<StrategyParameter> Parameters => strategy.Parameters;

    /// <inheritdoc/>
    public IReadOnlyList<ParameterOrder> Orders => strategy.Orders;

    /// <inheritdoc/>
    public IStrategy On(Interval interval) => new LateStrategy(strategy.On(interval), delay);

    /// <inheritdoc/>
    public int WarmUp(StrategyParameters parameters) => strategy.WarmUp(parameters) + delay;

    /// <inheritdoc/>
    public void GenerateSignals(IndicatorCache indicators, StrategyParameters parameters, SignalBuffer signals)
    {
        strategy.GenerateSignals(indicators, parameters, signals);
        signals.Delay(delay);
    }
}
