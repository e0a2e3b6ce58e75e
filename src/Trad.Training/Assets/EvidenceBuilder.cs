using Trad.Backtesting.Simulation;
using Trad.Optimization.Spaces;
using Trad.Training.Data;
using Trad.Training.Requests;
using Trad.Training.Validation;

namespace Trad.Training.Assets;

/// <summary>Gathers what a parameter set did, in sample and on the hold-out.</summary>
public static class EvidenceBuilder
{
    /// <summary>The evidence; every symbol's in-sample figures are bit for bit those of the trial.</summary>
    /// <param name="request">The request, complete.</param>
    /// <param name="parameters">The parameters.</param>
    /// <param name="data">The candles, one set per symbol.</param>
    /// <param name="cancellationToken">Ends the work behind the backtest at hand.</param>
    /// <exception cref="ArgumentException">The parameters do not fit the strategy of this version.</exception>
    public static AssetEvidence Build(
        TrainingRequest request, ParameterSet parameters, IReadOnlyList<TrainingData> data, CancellationToken cancellationToken = default)
    {
        var symbols = data.Select(each => new SymbolBacktest(request, parameters, each, cancellationToken)).ToList();
        cancellationToken.ThrowIfCancellationRequested();
        var inSample = JointAccount.Combine([.. symbols.Select(symbol => symbol.InSample)]);
        var holdOut = symbols.TrueForAll(symbol => symbol.HoldOut is not null)
            ? JointAccount.Combine([.. symbols.Select(symbol => symbol.HoldOut!)])
            : null;
        return new AssetEvidence(
            inSample.Metrics,
            holdOut?.Metrics,
            symbols.ToDictionary(symbol => symbol.Symbol, symbol => symbol.Evidence, StringComparer.Ordinal),
            EquityCurve.Combine(inSample, holdOut),
            [.. symbols.SelectMany(symbol => symbol.Trades).OrderBy(trade => trade.EntryTime)],
            new AssetAccount(symbols[0].InSample.InitialCapital, inSample.InitialEquity))
        {
            GapProfit = new GapEvidence(
                symbols.Select(symbol => symbol.InSampleGaps).Aggregate((left, right) => left + right),
                holdOut is null ? null : symbols.Select(symbol => symbol.HoldOutGaps!).Aggregate((left, right) => left + right)),
        };
    }
}
