namespace Trad.Formats.Candles.Times;

/// <summary>Gathers from the dates of a file how those are meant that may be read in two ways.</summary>
internal sealed class DateOrderEvidence
{
    private const int Months = 12;

    /// <summary>The first date that is written in such a way; null when none is.</summary>
    public string? Example { get; private set; }

    /// <summary>How they are meant; unknown while no date has decided.</summary>
    public DateOrder Order { get; private set; }

    /// <summary>Takes a date.</summary>
    public void Add(ReadOnlySpan<char> text)
    {
        if (TimeText.Read(text, DateOrder.Unknown, out var time) != TimeTextFault.None || time.First == 0)
        {
            return;
        }

        Example ??= text.Trim().ToString();
        if (Order == DateOrder.Unknown)
        {
            Order = time.First > Months ? DateOrder.DayFirst : time.Second > Months ? DateOrder.MonthFirst : DateOrder.Unknown;
        }
    }

    /// <summary>What to say of a file that decides nothing: both readings, and what to do.</summary>
    public static string Describe(string column, string example)
    {
        TimeText.Read(example, DateOrder.DayFirst, out var dayFirst);
        TimeText.Read(example, DateOrder.MonthFirst, out var monthFirst);
        return $"column '{column}': '{example}' may be {Format(dayFirst)} or {Format(monthFirst)}, and no row of the file tells which; "
            + "write the dates as yyyy-MM-dd";

        static string Format(TimeText time) => DateTimeOffset.FromUnixTimeMilliseconds(time.Milliseconds).ToString(
            "d MMMM yyyy", System.Globalization.CultureInfo.InvariantCulture);
    }
}
