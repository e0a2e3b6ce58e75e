using System.Globalization;
using Trad.Formats.Candles.Times;

namespace Trad.Formats.Candles;

/// <summary>Turns a column of a typed file, or one of days and one of times of day, into epoch milliseconds.</summary>
/// <param name="column">The column's name.</param>
/// <param name="file">The file's name.</param>
/// <param name="before">Rows of the file that came before.</param>
/// <param name="reader">Reads what is written as text or as digits, and remembers how times were written.</param>
internal sealed class TimeColumn(string column, string file, long before, TimeReader reader)
{
    // What pandas and NumPy keep where there is no time (NaT), and write where they know no nulls.
    private const long NoTime = long.MinValue;

    /// <summary>A number of a unit in milliseconds, cut to whole ones; the first or last 64-bit one for what does not fit.</summary>
    /// <param name="number">The number.</param>
    /// <param name="perMillisecond">
    /// How many of its unit are a millisecond; where negative, how many milliseconds one of the unit is.
    /// </param>
    public static long ToMilliseconds(long number, long perMillisecond) => perMillisecond > 0
        ? number / perMillisecond
        : (long)Int128.Clamp((Int128)number * -perMillisecond, long.MinValue, long.MaxValue);

    /// <summary>The times.</summary>
    /// <exception cref="CandleFileException">A row has no time, or one finer than milliseconds.</exception>
    public long[] Read(TypedTimes times) => times switch
    {
        TypedTimes.Moments moments => FromMoments(moments),
        TypedTimes.Whole whole => FromWhole(whole.Values),
        TypedTimes.Decimals decimals => FromDecimals(decimals.Values),
        TypedTimes.Text text => FromText(text.Values),
        _ => throw new ArgumentException("Times of day are no times without a day.", nameof(times)),
    };

    /// <summary>Adds a column of times of day to days.</summary>
    /// <param name="days">The days, epoch milliseconds; they become the times.</param>
    /// <param name="ofDay">The times of day.</param>
    /// <exception cref="CandleFileException">A row has no time of day, or a day that has one already.</exception>
    public void AddTimesOfDay(long[] days, TypedTimes ofDay)
    {
        for (var i = 0; i < days.Length; i++)
        {
            var fault = ofDay is TypedTimes.OfDay exact ? Add(days, i, exact) : reader.Add(ref days[i], Written(ofDay, i));
            if (fault is not null)
            {
                throw CandleFileException.AtRow(file, before + i + 1, $"column '{column}': '{Shorten(Written(ofDay, i))}' {fault}");
            }
        }
    }

    private string? Add(long[] days, int row, TypedTimes.OfDay ofDay)
    {
        if (ofDay.Values[row] is not { } number)
        {
            throw Missing(row);
        }

        if (ofDay.PerMillisecond > 0 && number % ofDay.PerMillisecond != 0)
        {
            throw TooFine(row);
        }

        var sinceMidnight = ToMilliseconds(number, ofDay.PerMillisecond);
        return sinceMidnight is >= 0 and <= TimeCursor.Day ? reader.Add(ref days[row], sinceMidnight) : "is no time of day";
    }

    private static string Written(TypedTimes ofDay, int row) => ofDay switch
    {
        TypedTimes.Text text => text.Values[row] ?? "",
        TypedTimes.Whole whole => whole.Values[row]?.ToString(CultureInfo.InvariantCulture) ?? "",
        TypedTimes.Decimals decimals => decimals.Values[row].ToString("R", CultureInfo.InvariantCulture),
        TypedTimes.OfDay exact => exact.Values[row]?.ToString(CultureInfo.InvariantCulture) ?? "",
        _ => throw new ArgumentException("Moments are no times of day.", nameof(ofDay)),
    };

    private long[] FromMoments(TypedTimes.Moments moments)
    {
        var times = new long[moments.Values.Count];
        for (var i = 0; i < times.Length; i++)
        {
            if (moments.Values[i] is not { } number || number == NoTime)
            {
                throw Missing(i);
            }

            times[i] = ToMilliseconds(number, moments.PerMillisecond);
            if (moments.PerMillisecond > 0 && number % moments.PerMillisecond != 0)
            {
                throw TooFine(i);
            }
        }

        reader.Add(TimeForms.Timestamp);
        return times;
    }

    private long[] FromWhole(IReadOnlyList<long?> numbers)
    {
        var times = new long[numbers.Count];
        for (var i = 0; i < times.Length; i++)
        {
            if (numbers[i] is not { } number || number == NoTime)
            {
                throw Missing(i);
            }

            if (reader.Read(number, out times[i]) is { } fault)
            {
                throw Error(i, number.ToString(CultureInfo.InvariantCulture), fault);
            }
        }

        return times;
    }

    private long[] FromDecimals(IReadOnlyList<double> numbers)
    {
        var times = new long[numbers.Count];
        for (var i = 0; i < times.Length; i++)
        {
            if (double.IsNaN(numbers[i]))
            {
                throw Missing(i);
            }

            if (reader.Read(numbers[i], out times[i]) is { } fault)
            {
                throw Error(i, numbers[i].ToString("R", CultureInfo.InvariantCulture), fault);
            }
        }

        return times;
    }

    private long[] FromText(IReadOnlyList<string?> texts)
    {
        var times = new long[texts.Count];
        for (var i = 0; i < times.Length; i++)
        {
            if (NumberText.IsNothing(texts[i]))
            {
                throw Missing(i);
            }

            if (reader.Read(texts[i], out times[i]) is { } fault)
            {
                throw Error(i, texts[i]!, fault);
            }
        }

        return times;
    }

    /// <summary>A text as it is quoted in messages.</summary>
    public static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private CandleFileException Error(int row, string text, string fault) =>
        CandleFileException.AtRow(file, before + row + 1, $"column '{column}': '{Shorten(text)}' {fault}");

    private CandleFileException Missing(int row) =>
        CandleFileException.AtRow(file, before + row + 1, $"column '{column}' has no time; every row must have one");

    private CandleFileException TooFine(int row) => CandleFileException.AtRow(
        file, before + row + 1, $"column '{column}' has no time in whole milliseconds; round the times to the opens of candles");
}
