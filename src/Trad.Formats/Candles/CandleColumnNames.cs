namespace Trad.Formats.Candles;

/// <summary>What the columns of a binary candle file may be called, ours first.</summary>
internal static class CandleColumnNames
{
    public static IReadOnlyList<string> OpenTime { get; } = ["open_time", "date", "timestamp", "time"];

    public static IReadOnlyList<string> QuoteVolume { get; } = ["quote_volume", "quote_asset_volume"];

    public static IReadOnlyList<string> TradeCount { get; } = ["trade_count", "count", "number_of_trades", "trades"];

    /// <summary>The position of a column by one of its names; -1 when it is not there and need not be.</summary>
    /// <exception cref="CandleFileException">A column that is needed is missing.</exception>
    public static int Find(IReadOnlyList<string> columns, string file, bool isRequired, params IReadOnlyList<string> accepted)
    {
        for (var i = 0; i < columns.Count; i++)
        {
            if (accepted.Contains(columns[i].ToLowerInvariant()))
            {
                return i;
            }
        }

        return isRequired
            ? throw new CandleFileException(file, null, $"column '{accepted[0]}' is missing; there are {string.Join(", ", columns)}")
            : -1;
    }
}
