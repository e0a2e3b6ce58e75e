using Trad.Backtesting.Indicators;
using Trad.Backtesting.Strategies;
using Trad.Backtesting.Strategies.Rules;
using Trad.Candles;
using Trad.Candles.Stores;
using Trad.Training.Jobs;
using Trad.Training.Strategies;

namespace Trad.Functions.Strategies;

/// <summary>Tells of a document of rules what is wrong with it and what it would do, and keeps nothing.</summary>
/// <param name="candles">Where the candles are read.</param>
/// <param name="computation">Tries the rules, for as long as somebody waits and they may take.</param>
public sealed class RuleChecks(ICandleReader candles, WatchedComputation computation)
{
    /// <summary>The most candles whose signals are told.</summary>
    public const int MostTold = 5_000;

    // As far back as a check of the whole strategy goes with candles of five minutes, and quick enough while somebody types.
    private const int MostCandles = 17_280;

    /// <summary>What can be said of a document; null when nothing is stored of the market.</summary>
    /// <param name="text">The document.</param>
    /// <param name="market">The market on whose newest candles the rules are tried; null for none.</param>
    /// <param name="told">On how many of these candles, the newest ones, the signals are told; 0 for none.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="CandleStoreException">The stored candles cannot be read.</exception>
    /// <exception cref="BacktestOverrunException">The rules take longer than a backtest may.</exception>
    public async Task<CheckedRules?> CheckAsync(string text, Market? market, int told, CancellationToken cancellationToken)
    {
        try
        {
            var strategy = await computation.RunAsync(() => StrategyKeeping.Read(text), null, cancellationToken);
            var (candles, shares) = ((CandleSeries?)null, (IReadOnlyList<RuleShare>)[]);
            var signals = (RuleSignals?)null;
            if (market is not null)
            {
                candles = await ReadAsync(market, cancellationToken);
                if (candles is null)
                {
                    return null;
                }

                var bound = (RuleStrategy)strategy.On(market.Interval);
                (shares, signals) = await computation.RunAsync(() => Try(bound, candles, told), null, cancellationToken);
                strategy = bound;
            }

            return new CheckedRules(
                [],
                [.. strategy.Warnings, .. shares.SelectMany(share => share.Warnings)],
                StrategyDescription.FromStrategy(strategy) with { Kind = StrategyKind.Own, Hash = strategy.Hash },
                candles is null
                    ? null
                    : new CheckedMarket(
                        market!.Exchange, market.Symbol, market.Interval.Code, candles.Range.StartTime, candles.Range.EndTime),
                candles is null ? null : [.. shares.Select(RuleUse.FromShare)])
            {
                Signals = signals,
            };
        }
        catch (RuleException refused)
        {
            return new CheckedRules([.. refused.Faults.Select(RuleProblem.FromFault)], [], null, null, null);
        }
    }

    private static (IReadOnlyList<RuleShare> Shares, RuleSignals? Signals) Try(RuleStrategy strategy, CandleSeries candles, int told)
    {
        var (indicators, parameters) = (new IndicatorCache(candles), StrategyParameters.Defaults(strategy));
        return (strategy.Shares(indicators, parameters), told == 0 ? null : RuleSignals.Read(strategy, indicators, parameters, told));
    }

    private async Task<CandleSeries?> ReadAsync(Market market, CancellationToken cancellationToken)
    {
        var partitions = await candles.ListPartitionsAsync(market, cancellationToken);
        if (partitions.Count == 0)
        {
            return null;
        }

        var end = market.Interval.CloseOf(partitions.Max(partition => partition.LastOpenTime));
        var start = market.Interval.HasFixedLength
            ? market.Interval.Shift(end, -MostCandles)
            : partitions.Min(partition => partition.Range.Start);
        return await candles.ReadAsync(market, new TimeRange(start, end), cancellationToken);
    }
}
