using Trad.Backtesting.Indicators;
using Trad.Backtesting.Strategies;
using Trad.Backtesting.Strategies.Rules;

namespace Trad.Functions.Strategies;

/// <summary>What rules say on the newest candles of a market, by the very signals that a backtest gets.</summary>
/// <param name="From">The first open time of the candles that are told of.</param>
/// <param name="To">The close of the last.</param>
/// <param name="Candles">How many they are.</param>
/// <param name="Items">The signals, in the order of time.</param>
public sealed record RuleSignals(DateTimeOffset From, DateTimeOffset To, int Candles, IReadOnlyList<RuleSignal> Items)
{
    /// <summary>Those on the last candles of a series; null when it has none.</summary>
    /// <param name="strategy">The rules.</param>
    /// <param name="indicators">The candles, those that are looked back to included.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="most">How many candles are told of.</param>
    public static RuleSignals? Read(RuleStrategy strategy, IndicatorCache indicators, StrategyParameters parameters, int most)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        var candles = indicators.Candles;
        var from = Math.Max(0, candles.Count - most);
        return candles.Count == 0
            ? null
            : new RuleSignals(
                DateTimeOffset.FromUnixTimeMilliseconds(candles.OpenTime[from]),
                DateTimeOffset.FromUnixTimeMilliseconds(candles.Interval.CloseOf(candles.OpenTime[^1])),
                candles.Count - from,
                [.. strategy.Marks(indicators, parameters, from).Select(mark => RuleSignal.FromMark(mark, candles))]);
    }
}
