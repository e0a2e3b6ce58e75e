using System.Globalization;
using Trad.Training.Requests;

namespace Trad.Training.Validation.Robustness;

/// <summary>Whether what was found on some symbols is found on others.</summary>
internal static class SymbolChecks
{
    /// <summary>The name of the check.</summary>
    public const string Check = "other-symbols";
    private const int MostTold = 5;

    /// <summary>
    /// The share of the other symbols on which the published trial earned. Few is noted and condemns nothing by itself: an edge may be one
    /// market's own.
    /// </summary>
    public static Finding Evaluate(IReadOnlyList<OtherSymbol> symbols, TrainingRequest request, ValidationOptions options)
    {
        if (symbols.Count == 0)
        {
            return Finding.Untold(
                Check,
                request.ValidationOrDefault.OtherSymbolsOrDefault == 0
                    ? "The request asks for no other symbols."
                    : $"No other symbol of {request.Exchange} is stored with {request.Interval} candles over these days.");
        }

        var tried = symbols.Where(symbol => symbol.Figures is not null).ToList();
        if (tried.Count == 0)
        {
            return Finding.Untold(Check, $"No other symbol could be tried; {symbols[0].Symbol}: {symbols[0].Reason}");
        }

        var traded = tried.Where(symbol => symbol.Figures!.Trades > 0).ToList();
        var trades = traded.Sum(symbol => symbol.Figures!.Trades);
        var earned = traded.Count(symbol => symbol.Figures!.TotalReturn > 0);
        var share = (double)earned / tried.Count;
        var idle = tried.Count - traded.Count;
        var told = string.Join(
            ", ",
            tried.Take(MostTold).Select(symbol => string.Create(
                CultureInfo.InvariantCulture, $"{symbol.Symbol} {symbol.Figures!.TotalReturn:+0.0%;-0.0%;0.0%}")));
        return Finding.Measured(
            Check,
            traded.Count < options.FewestSymbols || trades < options.FewestTrades ? FindingOutcome.NotEnough
                : share >= options.EarningSymbols ? FindingOutcome.Passed
                : FindingOutcome.Noted,
            $"Over the same days it earned on {earned} of {tried.Count} other {(tried.Count == 1 ? "symbol" : "symbols")}: {told}{(tried.Count > MostTold ? " …" : "")}{(idle > 0 ? $"; on {idle} it never traded" : "")}.",
            share,
            options.EarningSymbols);
    }
}
