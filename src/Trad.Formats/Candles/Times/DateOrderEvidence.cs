using System.Globalization;
using System.Numerics;
using System.Text.Json;

namespace Trad.Formats.Candles.Times;

/// <summary>
/// Gathers from the dates of a file how those are meant that may be read in several ways: a date that leaves one reading decides, and so
/// do all of them together, where candles follow one another, or go one way in time, in one reading alone.
/// </summary>
internal sealed class DateOrderEvidence
{
    // So many days must follow one another in another order than the standard's before that is believed.
    private const int DaysAgainstTheStandard = 4;

    private static readonly DateOrder[] Orders =
        [DateOrder.DayFirst, DateOrder.MonthFirst, DateOrder.YearFirst, DateOrder.YearMonthDay, DateOrder.YearDayMonth];

    private readonly Dictionary<DateOrder, DayRun> _runs = [];
    private DateReadings _yearLast = DateReadings.YearLast;
    private DateReadings _yearFirst = DateReadings.WholeYearFirst;
    private bool _areYearsLast;
    private string? _yearLastExample;
    private string? _yearFirstExample;
    private long? _previous;
    private long _rows;
    private long _days;

    /// <summary>The first date that is written in such a way; null when none is.</summary>
    public string? Example => _areYearsLast ? _yearLastExample : _yearFirstExample;

    /// <summary>How they are meant, as some dates show that leave one reading; unknown while none does.</summary>
    public DateOrder Order { get; private set; }

    /// <summary>Whether nothing has decided that needs to be.</summary>
    public bool IsOpen => Order == DateOrder.Unknown && Example is not null;

    // Where years come first in some rows and last in others, the standard's order is that of the former.
    private DateReadings Left => _areYearsLast ? _yearLast : _yearFirst;

    /// <summary>Takes a date.</summary>
    public void Add(ReadOnlySpan<char> text)
    {
        if (TimeText.Read(text, DateOrder.Unknown, out var time) != TimeTextFault.None || time.Readings == DateReadings.None)
        {
            return;
        }

        _rows++;
        var day = time.Milliseconds / TimeCursor.Day;
        if (Order != DateOrder.Unknown || day == _previous)
        {
            return;
        }

        _previous = day;
        _days++;
        if ((time.Readings & DateReadings.WholeYearFirst) != 0)
        {
            // The third of March is the same either way.
            _yearFirstExample ??= Readings(text).Count > 1 ? text.Trim().ToString() : null;
            _yearFirst = (_yearFirst & time.Readings) is var both and not DateReadings.None ? both : _yearFirst;
        }
        else
        {
            _areYearsLast = true;
            _yearLastExample ??= Readings(text).Count > 1 ? text.Trim().ToString() : null;
            _yearLast = (_yearLast & time.Readings) is var both and not DateReadings.None ? both : _yearLast;
        }

        Order = Array.Find(Orders, order => Left == Reading(order));
        foreach (var order in Orders)
        {
            if (Left.HasFlag(Reading(order)) && time.Readings.HasFlag(Reading(order))
                && TimeText.Read(text, order, out var read) == TimeTextFault.None)
            {
                Run(order).Add(read.Milliseconds / TimeCursor.Day * TimeCursor.Day);
            }
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

        return IsOpen;
    }

    /// <summary>How the dates of the file are meant; unknown where none is written in such a way.</summary>
    /// <param name="column">The column of the dates.</param>
    /// <param name="line">The line that a refusal names; null for none.</param>
    /// <param name="hints">What else is known of the file.</param>
    /// <exception cref="CandleFileException">Some are, and nothing decides.</exception>
    public DateOrder Decide(string column, long? line, DateOrderHints hints) => Conclude(hints)
        ?? throw new CandleFileException(hints.FileName, line, Describe(column, hints));

    /// <summary>How the dates are meant; unknown where none is written in such a way, null where some are and nothing decides.</summary>
    public DateOrder? Conclude(DateOrderHints hints)
    {
        if (!IsOpen)
        {
            return Order;
        }

        var left = FindLeft(hints);
        if (left is [var only and not DateOrder.YearDayMonth])
        {
            return only;
        }

        if (left.Length == 0)
        {
            // Times to come are refused as such.
            return _areYearsLast ? null : DateOrder.YearMonthDay;
        }

        if (hints.Stated is { } stated && left.Contains(stated))
        {
            return stated;
        }

        var areDays = _rows == _days;
        var named = hints.FindNamedDays() is { } days ? Single(left, order => Run(order).IsWithin(days)) : null;
        var inOrder = Single(left, order => Run(order).IsInOrder);
        var regular = Single(left, order => Run(order).IsRegular(hints.Interval, areDays));

        // Two days by themselves tell little: they may as well be the same day of two months.
        var isLittle = areDays && !(hints.Interval >= Trad.Candles.Interval.OneDay);
        regular = regular is { } found && Run(found).Count <= (isLittle ? 2 : 1) ? null : regular;
        DateOrder? usual = hints.IsDayFirst && left.Contains(DateOrder.DayFirst) ? DateOrder.DayFirst : null;
        DateOrder[] told = [.. new[] { named, inOrder, regular, usual }.OfType<DateOrder>().Distinct()];
        return told switch
        {
            [] => left.Contains(DateOrder.YearMonthDay) ? DateOrder.YearMonthDay : null,
            [DateOrder.YearDayMonth] when named is null && (regular is null || Run(told[0]).Count < DaysAgainstTheStandard) => null,
            [var one] => one,
            _ => null,
        };
    }

    /// <summary>A date with all of its readings, in words.</summary>
    public static string DescribeReadings(string example)
    {
        var days = Readings(example).Select(
            day => DateTimeOffset.FromUnixTimeMilliseconds(day).ToString("d MMMM yyyy", CultureInfo.InvariantCulture)).ToList();
        return $"'{example}' may be {string.Join(", ", days.SkipLast(1))} or {days[^1]}";
    }

    /// <summary>Whether a date whose year comes last can be two days.</summary>
    /// <param name="text">The date.</param>
    /// <param name="time">The same, as it was read.</param>
    public static bool HasTwo(ReadOnlySpan<char> text, TimeText time) =>
        BitOperations.PopCount((uint)(time.Readings & DateReadings.YearLast)) > 1 && Readings(text).Count > 1;

    private static DateOrder? Single(DateOrder[] left, Func<DateOrder, bool> fits) =>
        Array.FindAll(left, order => fits(order)) is [var one] ? one : null;

    // An interval tells two days apart from the same day of two months, and nothing of one day.
    private string Describe(string column, DateOrderHints hints)
    {
        var words = string.Join(" or ", FindLeft(hints).Select(order => JsonNamingPolicy.KebabCaseLower.ConvertName($"{order}")));
        return $"column '{column}': {DescribeReadings(Example!)}, and no row of the file tells which; write the dates as "
            + (_areYearsLast ? "yyyy-MM-dd" : "yyyy-MM-ddTHH:mm") + $", or say so with --date-order {words} (dateOrder={words})"
            + (hints.Interval is null && _days > 1 ? ", or say the interval" : "");
    }

    // Nothing is of a day that is yet to come.
    private DateOrder[] FindLeft(DateOrderHints hints) =>
        Array.FindAll(Orders, order => Left.HasFlag(Reading(order)) && !hints.IsLater(Run(order).Last));

    private static DateReadings Reading(DateOrder order) => (DateReadings)(1 << ((int)order - 1));

    private DayRun Run(DateOrder order) => _runs.TryGetValue(order, out var run) ? run : _runs[order] = new DayRun();

    private static List<long> Readings(ReadOnlySpan<char> text)
    {
        var days = new List<long>();
        foreach (var order in Orders)
        {
            if (TimeText.Read(text, order, out var time) == TimeTextFault.None && time.Readings.HasFlag(Reading(order))
                && !days.Contains(time.Milliseconds))
            {
                days.Add(time.Milliseconds);
            }
        }

        return days;
    }
}
