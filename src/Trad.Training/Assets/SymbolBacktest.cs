using Trad.Backtesting.Indicators;
using Trad.Backtesting.Metrics;
using Trad.Backtesting.Simulation;
using Trad.Candles.Gaps;
using Trad.Optimization.Spaces;
using Trad.Training.Data;
using Trad.Training.Requests;
using Trad.Training.Trials;

namespace Trad.Training.Assets;

/// <summary>One symbol's backtest in full: in sample as the trials ran it, then on the hold-out from a fresh start.</summary>
internal sealed class SymbolBacktest
{
    private readonly DataSnapshot _snapshot;

    /// <summary>Runs it.</summary>
    /// <exception cref="ArgumentException">The parameters do not fit the strategy of this version.</exception>
    public SymbolBacktest(TrainingRequest request, ParameterSet parameters, TrainingData data, CancellationToken cancellationToken)
    {
        _snapshot = data.Snapshot;
        var strategy = RequestedStrategy.Get(request);
        var values = TrialBacktest.Parameters(strategy, parameters);
        AccountPart Run(IndicatorCache indicators, int tradeFrom)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var options = TrialBacktest.Options(request, tradeFrom, data.Finer);
            return new AccountPart(Backtester.Run(indicators, strategy, values, options), indicators.Candles, options);
        }

        InSample = Run(data.InSample, data.Snapshot.TradeFrom);

        // Indicators of the hold-out begin with candles that the trials saw; trades only begin inside it.
        HoldOut = data.HoldOutIndex < data.Candles.Count ? Run(new IndicatorCache(data.Candles), data.HoldOutIndex) : null;
        var first = data.Snapshot.WarmUpCandles;
        var outages = Outages.Find(data.Candles.Slice(first, data.Candles.Count - first));
        InSampleGaps = GapProfit.Measure(InSample.Result.Trades, InSample.Candles, outages);
        HoldOutGaps = HoldOut is null ? null : GapProfit.Measure(HoldOut.Result.Trades, HoldOut.Candles, outages);
    }

    /// <summary>The backtest on what the trials saw.</summary>
    public AccountPart InSample { get; }

    /// <summary>The backtest on the hold-out; null when there is none.</summary>
    public AccountPart? HoldOut { get; }

    /// <summary>How much of the profit in sample was made across gaps.</summary>
    public GapProfit InSampleGaps { get; }

    /// <summary>The same on the hold-out; null when there is none.</summary>
    public GapProfit? HoldOutGaps { get; }

    /// <summary>The symbol.</summary>
    public string Symbol => _snapshot.Symbol;

    /// <summary>The figures of both.</summary>
    public SymbolEvidence Evidence => new(_snapshot.Fingerprint, InSample.Result.Metrics, HoldOut?.Result.Metrics);

    /// <summary>The trades of both.</summary>
    public IEnumerable<AssetTrade> Trades =>
        TradesOf(InSample, isInSample: true).Concat(HoldOut is null ? [] : TradesOf(HoldOut, isInSample: false));

    private IEnumerable<AssetTrade> TradesOf(AccountPart part, bool isInSample) => part.Result.Trades.Select(trade =>
    {
        var cost = Math.Abs(trade.Size) * trade.EntryPrice;
        return new AssetTrade(
            DateTimeOffset.FromUnixTimeMilliseconds(part.Candles.OpenTime[trade.EntryIndex]),
            DateTimeOffset.FromUnixTimeMilliseconds(part.Candles.OpenTime[trade.ExitIndex]),
            trade.Size < 0 ? "short" : "long",
            trade.EntryPrice,
            trade.ExitPrice,
            Math.Abs(trade.Size),
            trade.Profit,
            cost > 0 ? trade.Profit / cost : 0,
            trade.EntryFee + trade.ExitFee,
            trade.Reason,
            isInSample,
            Symbol,
            trade.Funding,
            trade.HeldCandles);
    });
}
