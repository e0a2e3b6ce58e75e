using Trad.Optimization.Spaces;
using Trad.Training.Data;
using Trad.Training.Requests;
using Trad.Training.Trials;

namespace Trad.Training.Assets;

/// <summary>Gathers what a parameter set did, in sample and on the hold-out.</summary>
public static class EvidenceBuilder
{
    /// <summary>The evidence; its in-sample figures are bit for bit those of the trial.</summary>
    /// <param name="request">The request, complete.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="data">The candles, one set per symbol.</param>
    /// <param name="cancellationToken">Ends the work behind the backtest at hand.</param>
    /// <exception cref="ArgumentException">The parameters do not fit the strategy of this version.</exception>
    public static AssetEvidence Build(TrainingRequest request, ParameterSet parameters, IReadOnlyList<TrainingData> data, CancellationToken cancellationToken = default)
    {
        var symbols = data.Select(each => (each.Snapshot, Backtest: new SymbolBacktest(request, parameters, each, cancellationToken))).ToList();
        cancellationToken.ThrowIfCancellationRequested();
        var holdOuts = symbols.Select(symbol => symbol.Backtest.HoldOut).OfType<Backtesting.Metrics.BacktestMetrics>().ToList();
        var (times, equity) = symbols is [var only]
            ? (only.Backtest.Times, only.Backtest.Equity)
            : EquityMean.Of([.. symbols.Select(symbol => (symbol.Backtest.Times, (IReadOnlyList<double>)symbol.Backtest.Equity, symbol.Backtest.InitialEquity))]);
        return new AssetEvidence(
            symbols.Count == 1 ? symbols[0].Backtest.InSample : MetricCombination.Combine([.. symbols.Select(symbol => symbol.Backtest.InSample)]),
            holdOuts.Count < symbols.Count ? null : holdOuts.Count == 1 ? holdOuts[0] : MetricCombination.Combine(holdOuts),
            symbols.ToDictionary(
                symbol => symbol.Snapshot.Symbol,
                symbol => new SymbolEvidence(symbol.Snapshot.Fingerprint, symbol.Backtest.InSample, symbol.Backtest.HoldOut),
                StringComparer.Ordinal),
            EquityCurve.Of(times, equity, data[0].Snapshot.HoldOutFrom),
            [.. symbols.SelectMany(symbol => symbol.Backtest.Trades).OrderBy(trade => trade.EntryTime)],
            symbols[0].Backtest.InitialEquity);
    }
}
