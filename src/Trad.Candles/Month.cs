using System.Text.Json.Serialization;

namespace Trad.Candles;

/// <summary>A calendar month UTC, the unit in which candles are stored and archived.</summary>
/// <param name="Year">The year.</param>
/// <param name="Number">The month of the year, 1 to 12.</param>
public readonly record struct Month(int Year, int Number) : IComparable<Month>
{
    /// <summary>The month that a moment (epoch milliseconds UTC) lies in.</summary>
    public static Month Containing(long time)
    {
        var moment = DateTimeOffset.FromUnixTimeMilliseconds(time);
        return new Month(moment.Year, moment.Month);
    }

    /// <summary>The month as a half-open range.</summary>
    [JsonIgnore]
    public TimeRange Range
    {
        get
        {
            var start = new DateTimeOffset(Year, Number, 1, 0, 0, 0, TimeSpan.Zero);
            return TimeRange.Between(start, start.AddMonths(1));
        }
    }

    /// <summary>The month after.</summary>
    public Month Next() => Number == 12 ? new Month(Year + 1, 1) : new Month(Year, Number + 1);

    /// <summary>The months that the range touches, oldest first.</summary>
    public static IEnumerable<Month> Touching(TimeRange range)
    {
        if (range.IsEmpty)
        {
            yield break;
        }

        var last = Containing(range.End - 1);
        for (var month = Containing(range.Start); month <= last; month = month.Next())
        {
            yield return month;
        }
    }

    /// <inheritdoc/>
    public int CompareTo(Month other) => ((Year * 12) + Number).CompareTo((other.Year * 12) + other.Number);

    /// <summary>Earlier than.</summary>
    public static bool operator <(Month left, Month right) => left.CompareTo(right) < 0;

    /// <summary>Later than.</summary>
    public static bool operator >(Month left, Month right) => left.CompareTo(right) > 0;

    /// <summary>Not later than.</summary>
    public static bool operator <=(Month left, Month right) => left.CompareTo(right) <= 0;

    /// <summary>Not earlier than.</summary>
    public static bool operator >=(Month left, Month right) => left.CompareTo(right) >= 0;

    /// <summary>For example <c>2025-06</c>.</summary>
    public override string ToString() => $"{Year:D4}-{Number:D2}";
}
