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

        // The third of March is the same either way.
        Example ??= time.First == time.Second ? null : text.Trim().ToString();
        if (Order == DateOrder.Unknown)
        {
            Order = time.First > Months ? DateOrder.DayFirst : time.Second > Months ? DateOrder.MonthFirst : DateOrder.Unknown;
        }
    }

    /// <summary>Takes the dates of a part of the file, until one has decided.</summary>
    /// <returns>Whether another part may decide: a date was written in such a way, and none has decided.</returns>
    public bool IsOpenAfter(IReadOnlyList<string?> texts)
    {
        for (var i = 0; i < texts.Count && Order == DateOrder.Unknown; i++)
        {
            Add(texts[i]);
        }

        return Order == DateOrder.Unknown && Example is not null;
    }

    /// <summary>How the dates of the file are meant; unknown where none is written in such a way.</summary>
    /// <exception cref="CandleFileException">Some are, and none decides.</exception>
    public DateOrder Decide(string column, string file) => Order == DateOrder.Unknown && Example is not null
        ? throw new CandleFileException(file, null, Describe(column, Example))
        : Order;

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
