using System.Text;
using Microsoft.Extensions.Options;
using Trad.Candles;
using Trad.Formats.Spooling;
using Trad.MarketData.History;
using Trad.MarketData.Import;
using Trad.Storage.Candles;
using Trad.Testing;

namespace Trad.MarketData.Tests.Import;

/// <summary>Files to import, and who imports them.</summary>
internal static class ImportedFiles
{
    /// <summary>The market that is imported mostly.</summary>
    public static Market Bitcoin { get; } = new("binance", "BTCUSDT", Interval.OneMinute);

    /// <summary>Imports a file as minutes of that market.</summary>
    public static Task<CandleImportResult> ImportMinutesAsync(
        this CandleImporter importer, Stream file, string name, CancellationToken cancellationToken) =>
        importer.ImportAsync(
            new CandleImportOrder("binance", "BTCUSDT", name) { Interval = Interval.OneMinute }, file, cancellationToken);

    /// <summary>A candle whose prices, and what was paid, are so many times as high.</summary>
    public static Candle Times(Candle candle, double factor) => candle with
    {
        Open = factor * candle.Open,
        High = factor * candle.High,
        Low = factor * candle.Low,
        Close = factor * candle.Close,
        QuoteVolume = factor * candle.QuoteVolume,
    };

    /// <summary>An importer into a store.</summary>
    public static CandleImporter Importer(BlobCandleStore store, TimeProvider? clock = null) =>
        new(
            store, store, new CandleRuns(Options.Create(new CandleUndoOptions()), clock ?? TimeProvider.System),
            Options.Create(new CandleImportOptions()), SpoolFolder.Default, clock ?? TimeProvider.System);

    /// <summary>A file of candles at one price.</summary>
    public static MemoryStream Rows(params DateTimeOffset[] times) => new(
        Encoding.ASCII.GetBytes(
            "open_time,open,high,low,close,volume\n"
            + string.Concat(times.Select(time => $"{time.ToUnixTimeMilliseconds()},1,1,1,1,1\n"))));

    /// <summary>A file of candles.</summary>
    public static byte[] Csv(CandleSeries candles)
    {
        var text = new StringBuilder("open_time,open,high,low,close,volume,quote_volume,trade_count\n");
        foreach (var candle in candles.ToList())
        {
            var known = candle.TradeCount >= 0 ? FormattableString.Invariant($"{candle.QuoteVolume:R},{candle.TradeCount}") : ",";
            text.Append(
                FormattableString.Invariant(
                    $"{candle.OpenTime},{candle.Open:R},{candle.High:R},{candle.Low:R},{candle.Close:R},{candle.Volume:R},{known}\n"));
        }

        return Encoding.ASCII.GetBytes(text.ToString());
    }
}
