using System.Buffers.Text;
using System.Text.Json;
using Trad.Candles;

namespace Trad.MarketData.Exchanges;

/// <summary>Reads the answer of <c>GET /api/v3/klines</c>: an array of rows of twelve values, prices as text.</summary>
internal static class KlineParser
{
    private const int FieldsKept = 9;

    /// <summary>The cleaned page; see <see cref="CandlePage.Clean"/>.</summary>
    /// <exception cref="JsonException">The text is no JSON, or cut off.</exception>
    /// <exception cref="FormatException">The JSON is no page of klines.</exception>
    public static CandlePage Parse(byte[] body, Interval interval, TimeRange window)
    {
        var reader = new Utf8JsonReader(body);
        var rows = new List<Candle>(BinanceExchange.PageSize);
        Expect(ref reader, JsonTokenType.StartArray);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            rows.Add(ParseRow(ref reader));
        }

        return CandlePage.Clean(rows, interval, window);
    }

    private static Candle ParseRow(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            throw new FormatException($"a kline is an array, found {reader.TokenType}");
        }

        Span<double> fields = stackalloc double[FieldsKept];
        long openTime = 0, trades = 0;
        var count = 0;
        for (; reader.Read() && reader.TokenType != JsonTokenType.EndArray; count++)
        {
            switch (count)
            {
                case 0:
                    openTime = Integer(ref reader);
                    break;
                case 8:
                    trades = Integer(ref reader);
                    break;
                case < FieldsKept and not 6:
                    fields[count] = Number(ref reader);
                    break;
            }
        }

        return count >= FieldsKept
            ? new Candle(openTime, fields[1], fields[2], fields[3], fields[4], fields[5], fields[7], trades)
            : throw new FormatException($"a kline has 12 fields, found {count}");
    }

    private static long Integer(ref Utf8JsonReader reader) =>
        reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var number)
            ? number
            : throw new FormatException("a kline's time or count is no whole number");

    private static double Number(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.String
            && Utf8Parser.TryParse(reader.ValueSpan, out double number, out var used) && used == reader.ValueSpan.Length)
        {
            return number;
        }

        return reader.TokenType == JsonTokenType.Number
            ? reader.GetDouble()
            : throw new FormatException("a kline's price or volume is no number");
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType expected)
    {
        if (!reader.Read() || reader.TokenType != expected)
        {
            throw new FormatException("the answer is no array of klines");
        }
    }
}
