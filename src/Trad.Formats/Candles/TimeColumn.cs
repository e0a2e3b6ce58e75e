using Trad.Formats.Candles.Times;

namespace Trad.Formats.Candles;

/// <summary>Turns a column of a typed file into epoch milliseconds.</summary>
internal static class TimeColumn
{
    /// <summary>Numbers, whose unit is told by their size.</summary>
    /// <exception cref="CandleFileException">A row has no time, or one finer than milliseconds.</exception>
    public static long[] FromNumbers(IReadOnlyList<long?> numbers, string column, string file, long before, ref TimeForms forms)
    {
        var times = new long[numbers.Count];
        for (var i = 0; i < times.Length; i++)
        {
            if (numbers[i] is not { } number)
            {
                throw Missing(column, file, before + i + 1);
            }

            if (!EpochTime.TryRead(number, out times[i], out var form))
            {
                throw TooFine(column, file, before + i + 1);
            }

            forms |= form;
        }

        return times;
    }

    /// <summary>Numbers with decimals, whose unit is told by their size.</summary>
    /// <exception cref="CandleFileException">A row has no time, or one finer than milliseconds.</exception>
    public static long[] FromNumbers(double[] numbers, string column, string file, long before, ref TimeForms forms)
    {
        var times = new long[numbers.Length];
        for (var i = 0; i < times.Length; i++)
        {
            if (double.IsNaN(numbers[i]))
            {
                throw Missing(column, file, before + i + 1);
            }

            if (!EpochTime.TryRead(numbers[i], out times[i], out var form))
            {
                throw TooFine(column, file, before + i + 1);
            }

            forms |= form;
        }

        return times;
    }

    /// <summary>Numbers of a known unit.</summary>
    /// <param name="numbers">The numbers; null where a row has none.</param>
    /// <param name="perMillisecond">
    /// How many of the unit are a millisecond; where negative, how many milliseconds are one of the unit.
    /// </param>
    /// <param name="column">The column's name.</param>
    /// <param name="file">The file's name.</param>
    /// <param name="before">Rows of the file that came before.</param>
    /// <exception cref="CandleFileException">A row has no time, or one finer than milliseconds.</exception>
    public static long[] FromTimestamps(IReadOnlyList<long?> numbers, long perMillisecond, string column, string file, long before)
    {
        var times = new long[numbers.Count];
        for (var i = 0; i < times.Length; i++)
        {
            if (numbers[i] is not { } number)
            {
                throw Missing(column, file, before + i + 1);
            }

            if (perMillisecond < 0)
            {
                // Later than anything that can be represented is later than any candle.
                times[i] = Math.Abs(number) < long.MaxValue / -perMillisecond ? number * -perMillisecond : long.MaxValue;
                continue;
            }

            times[i] = number / perMillisecond;
            if (times[i] * perMillisecond != number)
            {
                throw TooFine(column, file, before + i + 1);
            }
        }

        return times;
    }

    /// <summary>Text.</summary>
    /// <exception cref="CandleFileException">A row has no time.</exception>
    public static long[] FromText(
        IReadOnlyList<string?> days,
        IReadOnlyList<string?>? timesOfDay,
        string column,
        string file,
        long before,
        DateOrder order,
        ref TimeForms forms)
    {
        var reader = new TimeReader(order);
        var times = new long[days.Count];
        for (var i = 0; i < times.Length; i++)
        {
            if (NumberText.IsNothing(days[i]))
            {
                throw Missing(column, file, before + i + 1);
            }

            var fault = timesOfDay is null ? reader.Read(days[i], out times[i]) : reader.Read(days[i], timesOfDay[i], out times[i]);
            if (fault is not null)
            {
                throw CandleFileException.AtRow(file, before + i + 1, $"column '{column}': '{Shorten(days[i]!)}' {fault}");
            }
        }

        forms |= reader.Forms;
        return times;
    }

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private static CandleFileException Missing(string column, string file, long row) =>
        CandleFileException.AtRow(file, row, $"column '{column}' has no time; every row must have one");

    private static CandleFileException TooFine(string column, string file, long row) =>
        CandleFileException.AtRow(
            file, row, $"column '{column}' has no time in whole milliseconds; round the times to the opens of candles");
}
