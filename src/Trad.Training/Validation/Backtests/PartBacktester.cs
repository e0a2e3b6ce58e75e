using Trad.Backtesting.Indicators;
using Trad.Backtesting.Metrics;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;
using Trad.Optimization.Spaces;
using Trad.Training.Data;
using Trad.Training.Requests;
using Trad.Training.Trials;

namespace Trad.Training.Validation.Backtests;

/// <summary>
/// Backtests a job's strategy on parts of its candles. Indicators are computed once over the candles, whatever the part: they are
/// causal, so a part is warmed by the candles before it, and trades only begin inside it.
/// </summary>
/// <param name="request">The conditions.</param>
/// <param name="data">The candles of every symbol.</param>
public sealed class PartBacktester(TrainingRequest request, IReadOnlyList<TrainingData> data)
{
    private readonly IStrategy _strategy = RequestedStrategy.Get(request);
    private readonly Lazy<IndicatorCache>[] _whole = [.. data.Select(
        each => new Lazy<IndicatorCache>(() => new IndicatorCache(each.Candles)))];

    /// <summary>The figures of a parameter set on a part, symbol by symbol.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="part">The part.</param>
    /// <param name="cancellationToken">Ends the work between two backtests.</param>
    /// <returns>The figures of the symbols that have candles in the part.</returns>
    /// <exception cref="ArgumentException">The parameters do not fit the strategy.</exception>
    public IReadOnlyList<(string Symbol, BacktestMetrics Metrics)> Measure(
        ParameterSet parameters, Period part, CancellationToken cancellationToken = default)
    {
        var values = TrialBacktest.Parameters(_strategy, parameters);
        var measured = new List<(string, BacktestMetrics)>(data.Count);
        for (var i = 0; i < data.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Conditions(i, part, Variation.None) is var (indicators, options))
            {
                measured.Add((data[i].Snapshot.Symbol, Backtester.Measure(indicators, _strategy, values, options)));
            }
        }

        return measured;
    }

    /// <summary>A backtest of a parameter set on a part with its trades and daily returns; null when no symbol has candles there.</summary>
    /// <param name="parameters">The parameters.</param>
    /// <param name="part">The part.</param>
    /// <param name="variation">What is changed about the conditions.</param>
    /// <param name="cancellationToken">Ends the work between two backtests.</param>
    /// <exception cref="ArgumentException">The parameters do not fit the strategy.</exception>
    public PartResult? Run(ParameterSet parameters, Period part, Variation? variation = null, CancellationToken cancellationToken = default)
    {
        var values = TrialBacktest.Parameters(_strategy, parameters);
        var change = variation ?? Variation.None;
        var strategy = change.Delay > 0 ? new LateStrategy(_strategy, change.Delay) : _strategy;
        var accounts = new List<AccountPart>(data.Count);
        for (var i = 0; i < data.Count; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (Conditions(i, part, change) is var (indicators, options))
            {
                accounts.Add(new AccountPart(Backtester.Run(indicators, strategy, values, options), indicators.Candles, options));
            }
        }

        return accounts.Count == 0
            ? null
            : new PartResult(part, accounts, DailyEquity.ReturnsOf(accounts, part), DailyEquity.MarketOf(accounts, part));
    }

    private (IndicatorCache Indicators, BacktestOptions Options)? Conditions(int symbol, Period part, Variation change)
    {
        var each = data[symbol];
        var (from, to) = (part.From.ToUnixTimeMilliseconds(), part.To.ToUnixTimeMilliseconds());
        var isInSample = each.Snapshot.HoldOutFrom is not { } holdOut || to <= holdOut.ToUnixTimeMilliseconds();
        var indicators = isInSample ? each.InSample : _whole[symbol].Value;
        var first = Math.Max(each.Snapshot.TradeFrom, indicators.Candles.IndexAtOrAfter(from));
        if (first >= indicators.Candles.IndexAtOrAfter(to))
        {
            return null;
        }

        var options = TrialBacktest.Options(request, first, each.Finer);
        return (indicators, options with
        {
            AsOf = to,
            AnnualisedFrom = TimeSpan.Zero,
            FeeRate = options.FeeRate * change.CostFactor,
            // A rebate is no cost: it shrinks as costs grow.
            MakerFeeRate = options.MakerFeeRate is < 0 and var rebate
                ? rebate / change.CostFactor
                : options.MakerFeeRate * change.CostFactor,
            MinimumFee = options.MinimumFee * change.CostFactor,
            Slippage = options.Slippage * change.CostFactor,
            Spread = options.Spread * change.CostFactor,
            AtrSlippage = options.AtrSlippage * change.CostFactor,
        });
    }
}
