using System.Text.Json;
using Trad.Candles;

namespace Trad.Functions.Candles;

/// <summary>Writes candles as JSON rows, a part at a time: <c>{…, "columns":[…], "candles":[[time, open, …], …]}</c>.</summary>
internal static class CandleJsonWriter
{
    private const int FlushAt = 1 << 16;

    private static readonly string[] Columns = ["openTime", "open", "high", "low", "close", "volume", "quoteVolume", "tradeCount"];

    /// <summary>Writes the document; the stream is left open.</summary>
    /// <param name="parts">The candles.</param>
    /// <param name="market">Whose they are.</param>
    /// <param name="derivedFrom">The stored intervals that they are made from; none when they are stored.</param>
    /// <param name="places">Candles of the interval that each row stands for.</param>
    /// <param name="stream">Where to.</param>
    /// <param name="cancellationToken">Stops writing.</param>
    public static async Task WriteAsync(
        IAsyncEnumerable<IEnumerable<Candle>> parts, Market market, IReadOnlyList<Interval> derivedFrom, int places, Stream stream,
        CancellationToken cancellationToken)
    {
        await using var writer = new Utf8JsonWriter(stream);
        writer.WriteStartObject();
        writer.WriteString("exchange", market.Exchange);
        writer.WriteString("symbol", market.Symbol);
        writer.WriteString("interval", market.Interval.Code);
        if (derivedFrom.Count > 0)
        {
            writer.WriteString("derivedFrom", string.Join(", ", derivedFrom));
        }

        writer.WriteNumber("candlesPerPoint", places);
        writer.WriteStartArray("columns");
        foreach (var column in Columns)
        {
            writer.WriteStringValue(column);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("candles");
        await foreach (var part in parts.WithCancellation(cancellationToken))
        {
            foreach (var candle in part)
            {
                Write(writer, candle);
                if (writer.BytesPending >= FlushAt)
                {
                    await writer.FlushAsync(cancellationToken);
                }
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        await writer.FlushAsync(cancellationToken);
    }

    private static void Write(Utf8JsonWriter writer, in Candle candle)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(candle.OpenTime);
        writer.WriteNumberValue(candle.Open);
        writer.WriteNumberValue(candle.High);
        writer.WriteNumberValue(candle.Low);
        writer.WriteNumberValue(candle.Close);
        writer.WriteNumberValue(candle.Volume);
        if (double.IsNaN(candle.QuoteVolume))
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteNumberValue(candle.QuoteVolume);
        }

        if (candle.TradeCount < 0)
        {
            writer.WriteNullValue();
        }
        else
        {
            writer.WriteNumberValue(candle.TradeCount);
        }

        writer.WriteEndArray();
    }
}
