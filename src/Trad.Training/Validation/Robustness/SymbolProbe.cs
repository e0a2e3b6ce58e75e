using Trad.Optimization.Spaces;
using Trad.Training.Data;
using Trad.Training.Validation.Backtests;

namespace Trad.Training.Validation.Robustness;

/// <summary>The published trial on a symbol that it was not trained on.</summary>
public static class SymbolProbe
{
    /// <summary>What it did over the days that the search saw, under the conditions of the job.</summary>
    /// <param name="subject">The search.</param>
    /// <param name="data">The candles of the symbol.</param>
    /// <param name="parameters">The parameters of the published trial.</param>
    /// <param name="cancellationToken">Ends it before its backtest.</param>
    public static OtherSymbol Run(
        ValidationSubject subject, TrainingData data, ParameterSet parameters, CancellationToken cancellationToken)
    {
        var symbol = data.Snapshot.Symbol;
        var request = subject.Request with
        {
            Symbol = symbol,
            Symbols = null,
            // Ticks, lots and funding that were published are those of the symbol that was trained on.
            Filters = null,
            Costs = subject.Request.Costs is { } costs ? costs with { FundingRates = null } : null,
        };
        return new PartBacktester(request, [data]).Run(parameters, subject.Split.InSample, null, cancellationToken) is { } result
            ? new OtherSymbol(symbol, result.Figures, data.Snapshot.Fingerprint, null)
            : new OtherSymbol(symbol, null, null, "No candle could be traded on.");
    }
}
