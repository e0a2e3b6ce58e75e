using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;
using Trad.Candles;

namespace Trad.Backtesting.Strategies;

/// <summary>
/// A trading strategy: rules that turn candles into signals. A signal at candle <c>t</c> depends on candles up to and
/// including <c>t</c> only. Strategies hold no state, so one instance serves all threads.
/// </summary>
public interface IStrategy
{
    /// <summary>The name in requests, in kebab-case.</summary>
    string Name { get; }

    /// <summary>The name for people.</summary>
    string Title { get; }

    /// <summary>What it does, in a sentence or two.</summary>
    string Description { get; }

    /// <summary>Its parameters and where to search for better values.</summary>
    IReadOnlyList<StrategyParameter> Parameters { get; }

    /// <summary>Rules between parameters; parameter sets that break one are never tried.</summary>
    IReadOnlyList<ParameterOrder> Orders => [];

    /// <summary>The strategy for candles of an interval, for one whose warm-up depends on it; most are the same for all.</summary>
    /// <param name="interval">The interval of the candles that it will be given.</param>
    /// <exception cref="ArgumentException">It cannot be used on such candles.</exception>
    IStrategy On(Interval interval) => this;

    /// <summary>Candles that must precede the first signal that can be relied on.</summary>
    int WarmUp(StrategyParameters parameters);

    /// <summary>Fills the signals of every candle; the buffer is clear when this is called.</summary>
    /// <param name="indicators">The candles and what is computed from them.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="signals">Filled; as long as the candles.</param>
    void GenerateSignals(IndicatorCache indicators, StrategyParameters parameters, SignalBuffer signals);
}
