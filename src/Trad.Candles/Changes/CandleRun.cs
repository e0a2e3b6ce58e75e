using System.Diagnostics.CodeAnalysis;

namespace Trad.Candles.Changes;

/// <summary>Who changes stored candles, for the record.</summary>
/// <param name="Id">
/// Its identity, which tells the market: <c>import-binance-BTCUSDT-5m.0197b9c4a2f1</c>, the kind, the market and something that is its
/// own.
/// </param>
/// <param name="Kind">What it is, in one word of whoever keeps the runs apart.</param>
/// <param name="UndoableFor">How long after a change what it replaced is kept; zero when it cannot be undone.</param>
public sealed record CandleRun(string Id, string Kind, TimeSpan UndoableFor)
{
    /// <summary>The name of the imported file; null when there is none.</summary>
    public string? FileName { get; init; }

    /// <summary>How many candles it stored although what is around them does not bear them out, since it was told to.</summary>
    public long AcceptedOutliers { get; init; }

    /// <summary>The run that this one undoes; null when it undoes none.</summary>
    public string? Undoes { get; init; }

    /// <summary>The market of a run; false when the text is no identity of one.</summary>
    public static bool TryReadMarket(string? id, [NotNullWhen(true)] out Market? market)
    {
        market = null;
        if (id?.Split('-') is not [_, .. var exchange, var symbol, var rest] || exchange.Length == 0
            || rest.Split('.') is not [var code, { Length: > 0 }]
            || !Market.IsExchange(string.Join('-', exchange))
            || !Market.IsSymbol(symbol)
            || !Interval.TryParsePathCode(code, out var interval))
        {
            return false;
        }

        market = new Market(string.Join('-', exchange), symbol, interval);
        return true;
    }
}
