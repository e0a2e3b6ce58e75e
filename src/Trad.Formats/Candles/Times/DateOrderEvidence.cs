using System.Globalization;

namespace Trad.Formats.Candles.Times;

/// <summary>Gathers from the dates of a file how those are meant that may be read in several ways.</summary>
internal sealed class DateOrderEvidence
{
    private static readonly DateOrder[] Orders = [DateOrder.DayFirst, DateOrder.MonthFirst, DateOrder.YearFirst];

    private DateReadings _left = DateReadings.All;

    /// <summary>The first date that is written in such a way; null when none is.</summary>
    public string? Example { get; private set; }

    /// <summary>How they are meant; unknown while the dates leave more than one reading.</summary>
    public DateOrder Order { get; private set; }

    /// <summary>Takes a date.</summary>
    public void Add(ReadOnlySpan<char> text)
    {
        if (TimeText.Read(text, DateOrder.Unknown, out var time) != TimeTextFault.None || time.Readings == DateReadings.None)
        {
            return;
        }

        // The third of March is the same either way.
        Example ??= Readings(text).Count > 1 ? text.Trim().ToString() : null;
        if (Order == DateOrder.Unknown)
        {
            _left = (_left & time.Readings) is var both and not DateReadings.None ? both : _left;
            Order = Array.Find(Orders, order => _left == Reading(order));
        }
    }

    /// <summary>Takes the dates of a part of the file, until they have decided.</summary>
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

    /// <summary>What to say of a file that decides nothing: all readings, and what to do.</summary>
    public static string Describe(string column, string example) =>
        $"column '{column}': {DescribeReadings(example)}, and no row of the file tells which; write the dates as yyyy-MM-dd";

    /// <summary>A date with all of its readings, in words.</summary>
    public static string DescribeReadings(string example)
    {
        var days = Readings(example).Select(
            day => DateTimeOffset.FromUnixTimeMilliseconds(day).ToString("d MMMM yyyy", CultureInfo.InvariantCulture)).ToList();
        return $"'{example}' may be {string.Join(", ", days.SkipLast(1))} or {days[^1]}";
    }

    private static DateReadings Reading(DateOrder order) => (DateReadings)(1 << ((int)order - 1));

    private static List<long> Readings(ReadOnlySpan<char> text)
    {
        var days = new List<long>();
        foreach (var order in Orders)
        {
            if (TimeText.Read(text, order, out var time) == TimeTextFault.None && !days.Contains(time.Milliseconds))
            {
                days.Add(time.Milliseconds);
            }
        }

        return days;
    }
}
