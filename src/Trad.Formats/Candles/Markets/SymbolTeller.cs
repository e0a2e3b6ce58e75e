namespace Trad.Formats.Candles.Markets;

/// <summary>What of a file's content tells the symbol of its candles.</summary>
public enum SymbolTeller
{
    /// <summary>A column of its rows.</summary>
    Column,

    /// <summary>What stands once beside the candles, as <c>"symbol": "BTC/USD"</c> in an answer, or a key or row of tickers.</summary>
    BesideCandles,

    /// <summary>The names of the files that are packed in it, and of their folders.</summary>
    PackedPaths,
}
