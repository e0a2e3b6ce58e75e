namespace Trad.Formats.Candles.Markets;

/// <summary>
/// Folders of a hive layout, as <c>symbol=BTCUSDT</c> and <c>month=3</c>: what their keys tell of the market. Those of dates tell nothing,
/// since a <c>day=5</c> is no interval of a day.
/// </summary>
public static class HiveFolder
{
    private static readonly string[] Symbols =
        ["symbol", "ticker", "pair", "instrument", "market", "product", "contract", "instid", "productid"];

    private static readonly string[] Exchanges = ["exchange", "venue", "source"];

    private static readonly string[] Intervals =
        ["interval", "timeframe", "tf", "freq", "frequency", "granularity", "resolution", "period", "bar", "bartype", "candle"];

    /// <summary>What a folder tells; nothing where its key is of something else, and what its name tells where it has no key.</summary>
    /// <param name="folder">Its name.</param>
    public static FileGuess Read(string folder)
    {
        var sign = folder.IndexOf('=', StringComparison.Ordinal);
        if (sign < 0)
        {
            return FileGuess.FromFileName(folder);
        }

        var key = CandleColumnNames.Normalize(folder[..sign]);
        var value = Uri.UnescapeDataString(folder[(sign + 1)..]);
        var told = FileGuess.FromFileName(value.Replace('/', '-'));
        var nothing = new FileGuess(null, null);
        return Symbols.Contains(key) ? told.Symbol is null && told.Contract is null ? new FileGuess(value, null) : told
            : Exchanges.Contains(key) ? told.Exchange is null ? nothing : FileGuess.FromFileName(value)
            : Intervals.Contains(key) ? new FileGuess(null, told.Interval)
            : nothing;
    }

    /// <summary>
    /// What the path of a file tells: its folders with keys, else its name, else folders without keys from the innermost.
    /// </summary>
    /// <param name="path">The path; parts are separated by <c>/</c>.</param>
    public static FileGuess ReadAll(string path)
    {
        var parts = path.Split('/');
        var folders = parts.SkipLast(1).Reverse().ToList();
        return folders.Where(IsKey).Select(Read).Append(FileGuess.FromFileName(parts[^1])).Concat(folders.Select(Read))
            .Aggregate(new FileGuess(null, null), (told, next) => told.Or(next));
    }

    /// <summary>Whether a folder has a key.</summary>
    public static bool IsKey(string folder) => folder.Contains('=', StringComparison.Ordinal);
}
