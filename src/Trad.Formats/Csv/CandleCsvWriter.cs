using System.Globalization;
using Trad.Candles;

namespace Trad.Formats.Csv;

/// <summary>
/// Writes candles as the CSV that an import takes: a header, times in epoch milliseconds, numbers that read back bit for bit,
/// and nothing where a value is unknown.
/// </summary>
public static class CandleCsvWriter
{
    /// <summary>The first line.</summary>
    public const string Header = "open_time,open,high,low,close,volume,quote_volume,trade_count";

    private const int FlushAt = 1 << 16;

    /// <summary>Writes the header and every candle; the stream is left open.</summary>
    public static async Task WriteAsync(IAsyncEnumerable<IEnumerable<Candle>> parts, Stream stream, CancellationToken cancellationToken)
    {
        await using var writer = new StreamWriter(stream, bufferSize: FlushAt, leaveOpen: true) { NewLine = "\n" };
        await writer.WriteLineAsync(Header.AsMemory(), cancellationToken);
        var lines = new System.Text.StringBuilder();
        await foreach (var part in parts.WithCancellation(cancellationToken))
        {
            foreach (var candle in part)
            {
                Append(lines, candle);
                if (lines.Length >= FlushAt)
                {
                    await writer.WriteAsync(lines, cancellationToken);
                    lines.Clear();
                }
            }
        }

        await writer.WriteAsync(lines, cancellationToken);
    }

    /// <summary>The candles as a file in memory, at its beginning.</summary>
    public static MemoryStream Write(CandleSeries candles)
    {
        var lines = new System.Text.StringBuilder(Header).Append('\n');
        for (var i = 0; i < candles.Count; i++)
        {
            Append(lines, candles[i]);
        }

        return new MemoryStream(System.Text.Encoding.ASCII.GetBytes(lines.ToString()));
    }

    private static void Append(System.Text.StringBuilder lines, in Candle candle)
    {
        lines.Append(
            CultureInfo.InvariantCulture, $"{candle.OpenTime},{candle.Open},{candle.High},{candle.Low},{candle.Close},{candle.Volume},");
        if (!double.IsNaN(candle.QuoteVolume))
        {
            lines.Append(CultureInfo.InvariantCulture, $"{candle.QuoteVolume}");
        }

        lines.Append(',');
        if (candle.TradeCount >= 0)
        {
            lines.Append(CultureInfo.InvariantCulture, $"{candle.TradeCount}");
        }

        lines.Append('\n');
    }
}
