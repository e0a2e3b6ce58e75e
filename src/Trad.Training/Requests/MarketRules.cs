using Trad.Candles;

namespace Trad.Training.Requests;

/// <summary>What the market of a training request must be like.</summary>
internal static class MarketRules
{
    private const int MostSymbols = 10;

    /// <summary>Records what is wrong with exchange, symbols and interval.</summary>
    public static void Check(TrainingRequest request, ValidationErrors errors)
    {
        if (!Market.IsExchange(request.Exchange))
        {
            errors.Add("exchange", RequestRule.Found(request.Exchange, Market.ExchangeRule));
        }

        if (request.Symbols is { } symbols)
        {
            CheckSymbols(request, symbols, errors);
        }
        else if (!SymbolName.TryRead(request.Exchange, request.Symbol, out _, out var allowed))
        {
            errors.Add("symbol", RequestRule.Found(request.Symbol, allowed));
        }

        if (request.SymbolAggregation is { } aggregation && !Enum.IsDefined(aggregation))
        {
            errors.Add("symbolAggregation", RequestRule.Found(aggregation, "mean, median or worst"));
        }

        if (!Interval.TryParse(request.Interval, out _))
        {
            errors.Add("interval", RequestRule.Found(request.Interval, $"one of {Interval.KnownCodes}"));
        }
    }

    /// <summary>The request with its symbols in the form in which they are stored, as far as they can be read.</summary>
    public static TrainingRequest WithStoredSymbols(TrainingRequest request) => request with
    {
        Symbol = SymbolName.ReadOrKeep(request.Exchange, request.Symbol),
        Symbols = request.Symbols is { } symbols ? [.. symbols.Select(symbol => SymbolName.ReadOrKeep(request.Exchange, symbol))] : null,
    };

    private static void CheckSymbols(TrainingRequest request, IReadOnlyList<string> symbols, ValidationErrors errors)
    {
        if (request.Symbol is not null)
        {
            errors.Add("symbol", "cannot go with symbols; give one of the two");
        }

        if (symbols.Count is 0 or > MostSymbols)
        {
            errors.Add("symbols", $"has {symbols.Count} symbols; allowed are 1 to {MostSymbols}");
        }

        foreach (var symbol in symbols)
        {
            if (!SymbolName.TryRead(request.Exchange, symbol, out _, out var allowed))
            {
                errors.Add("symbols", RequestRule.Found(symbol, allowed));
            }
        }

        foreach (var twice in symbols.GroupBy(symbol => symbol, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            errors.Add("symbols", $"names '{twice.Key}' twice");
        }
    }
}
