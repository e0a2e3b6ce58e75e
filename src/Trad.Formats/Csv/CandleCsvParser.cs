using System.Globalization;
using Sylvan.Data.Csv;
using Trad.Candles;
using Trad.Formats.Candles;

namespace Trad.Formats.Csv;

/// <summary>Turns the rows of a CSV reader into candles, and says of a bad one where and why.</summary>
internal sealed class CandleCsvParser(CsvDataReader csv, CandleCsvLayout layout, string file)
{
    // The first millisecond past the year 5138; a larger number can only be microseconds.
    private const long FirstMicroseconds = 100_000_000_000_000;
    /// <summary>The line that the reader stands on, counted from 1 with the header.</summary>
    public long Line { get; set; } = 1;

    /// <summary>The candle of the line that the reader stands on.</summary>
    /// <exception cref="CandleFileException">The line has a field that is no value of its column.</exception>
    public Candle Parse() => new(
        Time(), Number(layout.Open, "open"), Number(layout.High, "high"), Number(layout.Low, "low"), Number(layout.Close, "close"),
        Number(layout.Volume, "volume"),
        layout.QuoteVolume < 0 || Field(layout.QuoteVolume, "quote_volume").IsEmpty ? double.NaN : Number(layout.QuoteVolume, "quote_volume"),
        layout.TradeCount < 0 || Field(layout.TradeCount, "trade_count").IsEmpty ? CandleSeries.UnknownTradeCount : Count());

    /// <summary>The error of the line that the reader stands on.</summary>
    public CandleFileException Error(string reason) => new(file, Line, reason);

    private long Time()
    {
        var text = Field(layout.OpenTime, "open_time");
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var time))
        {
            throw Error($"column 'open_time': '{Shorten(text)}' is not a time; allowed are epoch milliseconds or microseconds");
        }

        if (time < FirstMicroseconds)
        {
            return time;
        }

        return time % 1000 == 0 && time / 1000 < FirstMicroseconds
            ? time / 1000
            : throw Error($"column 'open_time': '{Shorten(text)}' is not a time; allowed are epoch milliseconds, or microseconds in whole milliseconds");
    }

    private double Number(int ordinal, string column)
    {
        var text = Field(ordinal, column);
        if (!double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number))
        {
            throw Error($"column '{column}': '{Shorten(text)}' is not a number; allowed are decimal numbers such as 42283.58");
        }

        return double.IsFinite(number)
            ? number
            : throw Error($"column '{column}': '{Shorten(text)}' is not a finite number; allowed are decimal numbers such as 42283.58");
    }

    private long Count()
    {
        var text = Field(layout.TradeCount, "trade_count");
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count)
            ? count
            : throw Error($"column 'trade_count': '{Shorten(text)}' is not a count; allowed are whole numbers from 0, or nothing");
    }

    private ReadOnlySpan<char> Field(int ordinal, string column) => ordinal < csv.RowFieldCount
        ? csv.GetFieldSpan(ordinal)
        : throw Error($"column '{column}' is missing: the line has {csv.RowFieldCount} fields");

    private static string Shorten(ReadOnlySpan<char> text) => text.Length <= 40 ? text.ToString() : $"{text[..40]}…";
}
