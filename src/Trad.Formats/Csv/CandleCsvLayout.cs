using Trad.Formats.Candles;

namespace Trad.Formats.Csv;

/// <summary>Where the columns of a candle file are; -1 for an optional column that is not there.</summary>
internal sealed record CandleCsvLayout(
    int OpenTime, int Open, int High, int Low, int Close, int Volume, int QuoteVolume, int TradeCount)
{
    public const string HeaderRule = "open_time,open,high,low,close,volume[,quote_volume,trade_count]";

    /// <summary>The number of columns of the exchange's archive files, the only ones without a header that are allowed.</summary>
    public const int ArchiveColumns = 12;

    /// <summary>The exchange's archive files: open time, prices, volume, close time, quote volume, trades, and three that Trad does not keep.</summary>
    public static CandleCsvLayout Archive { get; } = new(0, 1, 2, 3, 4, 5, 7, 8);

    /// <summary>Reads a header.</summary>
    /// <exception cref="CandleFileException">A required column is missing or a column is there twice.</exception>
    public static CandleCsvLayout FromHeader(IReadOnlyList<string> names, string file)
    {
        int Find(bool required, params ReadOnlySpan<string> accepted)
        {
            var found = -1;
            for (var i = 0; i < names.Count; i++)
            {
                if (!accepted.Contains(names[i].Trim().ToLowerInvariant()))
                {
                    continue;
                }

                if (found >= 0)
                {
                    throw new CandleFileException(file, 1, $"column '{accepted[0]}' is there twice");
                }

                found = i;
            }

            return found >= 0 || !required
                ? found
                : throw new CandleFileException(
                    file, 1, $"column '{accepted[0]}' is missing from the header '{string.Join(',', names)}'; allowed is {HeaderRule} or the exchange's archive format of {ArchiveColumns} columns");
        }

        return new CandleCsvLayout(
            Find(true, "open_time"), Find(true, "open"), Find(true, "high"), Find(true, "low"), Find(true, "close"), Find(true, "volume"),
            Find(false, "quote_volume", "quote_asset_volume"), Find(false, "trade_count", "count", "number_of_trades", "trades"));
    }
}
