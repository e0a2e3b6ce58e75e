using Trad.Backtesting.Indicators;
using Trad.Backtesting.Metrics;
using Trad.Backtesting.Simulation;
using Trad.Candles;
using Trad.Optimization.Spaces;
using Trad.Training.Data;
using Trad.Training.Requests;
using Trad.Training.Trials;

namespace Trad.Training.Assets;

/// <summary>One symbol's backtest in full: in sample as the trials ran it, then on the hold-out from a fresh start.</summary>
internal sealed class SymbolBacktest
{
    private readonly CandleSeries _candles;
    private readonly int _tradeFrom;

    /// <summary>Runs it.</summary>
    /// <exception cref="ArgumentException">The parameters do not fit the strategy of this version.</exception>
    public SymbolBacktest(TrainingRequest request, ParameterSet parameters, TrainingData data, CancellationToken cancellationToken)
    {
        _candles = data.Candles;
        _tradeFrom = data.Snapshot.TradeFrom;
        var strategy = TrialBacktest.StrategyOf(request);
        var values = TrialBacktest.Parameters(strategy, parameters);
        var options = TrialBacktest.Options(request, _tradeFrom, data.Finer);
        InitialEquity = options.InitialCapital;
        cancellationToken.ThrowIfCancellationRequested();
        var inSample = Backtester.Run(data.InSample, strategy, values, options);
        InSample = inSample.Metrics;
        Equity.AddRange(inSample.Equity);
        AddTrades(inSample.Trades, data.Snapshot.Symbol, isInSample: true);
        cancellationToken.ThrowIfCancellationRequested();
        if (data.HoldOutIndex < _candles.Count)
        {
            // Indicators of the hold-out begin with candles that the trials saw; trades only begin inside it.
            var holdOut = Backtester.Run(
                new IndicatorCache(_candles), strategy, values, TrialBacktest.Options(request, data.HoldOutIndex, data.Finer));
            HoldOut = holdOut.Metrics;
            var scale = Equity[^1] / InitialEquity;
            Equity.AddRange(holdOut.Equity.Select(equity => equity * scale));
            AddTrades(holdOut.Trades, data.Snapshot.Symbol, isInSample: false);
        }
    }

    public BacktestMetrics InSample { get; }

    public BacktestMetrics? HoldOut { get; }

    public double InitialEquity { get; }

    /// <summary>The equity at every close from the first candle on which a trade may begin; the hold-out goes on where the in-sample part ends.</summary>
    public List<double> Equity { get; } = [];

    public List<AssetTrade> Trades { get; } = [];

    /// <summary>The closes that the equity belongs to.</summary>
    public long[] Times
    {
        get
        {
            var times = _candles.OpenTime[_tradeFrom..].ToArray();
            for (var i = 0; i < times.Length; i++)
            {
                times[i] += _candles.Interval.Milliseconds;
            }

            return times;
        }
    }

    private void AddTrades(IReadOnlyList<Trade> trades, string symbol, bool isInSample) => Trades.AddRange(trades.Select(trade =>
    {
        var cost = Math.Abs(trade.Size) * trade.EntryPrice;
        return new AssetTrade(
            DateTimeOffset.FromUnixTimeMilliseconds(_candles.OpenTime[trade.EntryIndex]),
            DateTimeOffset.FromUnixTimeMilliseconds(_candles.OpenTime[trade.ExitIndex]),
            trade.Size < 0 ? "short" : "long",
            trade.EntryPrice,
            trade.ExitPrice,
            Math.Abs(trade.Size),
            trade.Profit,
            cost > 0 ? trade.Profit / cost : 0,
            trade.EntryFee + trade.ExitFee,
            trade.Reason,
            isInSample,
            symbol);
    }));
}
