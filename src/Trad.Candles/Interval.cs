using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Trad.Candles;

/// <summary>
/// How time is cut into candles: a length, and where a candle begins. From a second to a day candles follow each other from the
/// epoch on; so do those of three days; those of a week begin on Monday 00:00 UTC (ISO 8601), and those of a month on its first day,
/// so that they have no fixed length.
/// </summary>
/// <remarks>
/// Codes tell capital from small letters: <c>1m</c> is a minute and <c>1M</c> a month. Where the two must not differ by case alone, in
/// names of files, a month is written <see cref="PathCode"/>.
/// </remarks>
[JsonConverter(typeof(IntervalJsonConverter))]
public readonly partial record struct Interval : IComparable<Interval>
{
    private const long Second = 1000;
    private const long Minute = 60 * Second;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;
    private const double DaysPerYear = 365;

    // The epoch was a Thursday; the first Monday after it was the 5th of January 1970.
    private const long FirstMonday = 4 * Day;

    // The twelfth part of a year of 365 days, as exact as a whole number of milliseconds is.
    private const long MeanMonth = 365 * Day / 12;

    private static readonly (string Code, Interval Interval)[] Known =
    [
        ("1s", Fixed(Second)),
        ("1m", Fixed(Minute)), ("3m", Fixed(3 * Minute)), ("5m", Fixed(5 * Minute)), ("15m", Fixed(15 * Minute)),
        ("30m", Fixed(30 * Minute)),
        ("1h", Fixed(Hour)), ("2h", Fixed(2 * Hour)), ("4h", Fixed(4 * Hour)), ("6h", Fixed(6 * Hour)), ("8h", Fixed(8 * Hour)),
        ("12h", Fixed(12 * Hour)),
        ("1d", Fixed(Day)), ("3d", Fixed(3 * Day)), ("1w", Fixed(7 * Day, FirstMonday)), ("1M", new Interval(0, 0, 1)),
    ];

    // Milliseconds of a candle and where one of them opens; calendar months have neither, but their number.
    private readonly long _length;
    private readonly long _anchor;
    private readonly int _months;

    private Interval(long length, long anchor, int months) => (_length, _anchor, _months) = (length, anchor, months);

    /// <summary>One second.</summary>
    public static Interval OneSecond { get; } = Fixed(Second);

    /// <summary>One minute.</summary>
    public static Interval OneMinute { get; } = Fixed(Minute);

    /// <summary>Five minutes.</summary>
    public static Interval FiveMinutes { get; } = Fixed(5 * Minute);

    /// <summary>Fifteen minutes.</summary>
    public static Interval FifteenMinutes { get; } = Fixed(15 * Minute);

    /// <summary>One hour.</summary>
    public static Interval OneHour { get; } = Fixed(Hour);

    /// <summary>One day.</summary>
    public static Interval OneDay { get; } = Fixed(Day);

    /// <summary>Three days, counted from the epoch.</summary>
    public static Interval ThreeDays { get; } = Fixed(3 * Day);

    /// <summary>One week, from Monday 00:00 UTC.</summary>
    public static Interval OneWeek { get; } = Fixed(7 * Day, FirstMonday);

    /// <summary>One calendar month UTC.</summary>
    public static Interval OneMonth { get; } = new(0, 0, 1);

    /// <summary>Every known interval, shortest first.</summary>
    public static IReadOnlyList<Interval> All { get; } = [.. Known.Select(known => known.Interval)];

    /// <summary>The known codes, comma separated, for messages.</summary>
    public static string KnownCodes { get; } = string.Join(", ", Known.Select(known => known.Code));

    /// <summary>The exchange's code, for example <c>5m</c>.</summary>
    public string Code
    {
        get
        {
            foreach (var (code, interval) in Known)
            {
                if (interval == this)
                {
                    return code;
                }
            }

            return "(none)";
        }
    }

    /// <summary>
    /// The code as names of files and blobs have it: <c>1mo</c> for a month, as in the exchanges' archives, since many systems take
    /// <c>1M</c> and <c>1m</c> for one name; else <see cref="Code"/>.
    /// </summary>
    public string PathCode => _months == 0 ? Code : "1mo";

    /// <summary>Whether all candles are equally long; those of calendar months are not.</summary>
    public bool HasFixedLength => _months == 0;

    /// <summary>
    /// The length in milliseconds, for estimates: of a month it is the mean, 2,628,000,000 (a twelfth of 365 days). Times of candles
    /// are found with <see cref="OpenOf"/>, <see cref="CloseOf"/> and <see cref="Shift"/>, and not by adding this.
    /// </summary>
    public long Milliseconds => _months == 0 ? _length : _months * MeanMonth;

    /// <summary>The length as a time span, for estimates: see <see cref="Milliseconds"/>.</summary>
    public TimeSpan Duration => TimeSpan.FromMilliseconds(Milliseconds);

    /// <summary>The length of the shortest candle, milliseconds: of a month 28 days.</summary>
    public long ShortestMilliseconds => _months == 0 ? _length : 28 * Day;

    /// <summary>The length of the longest candle, milliseconds: of a month 31 days.</summary>
    public long LongestMilliseconds => _months == 0 ? _length : 31 * Day;

    /// <summary>Candles in a day of 24 hours, for example 288 for five minutes; of months 12/365.</summary>
    public double CandlesPerDay => (double)Day / Milliseconds;

    /// <summary>
    /// Candles in a year of 365 days: crypto markets never close, so 365 and not 252. Of months it is 12, their mean length being a
    /// twelfth of that year.
    /// </summary>
    public double CandlesPerYear => _months == 0 ? DaysPerYear * CandlesPerDay : 12.0 / _months;

    /// <summary>Reads a code such as <c>5m</c> or <c>4h</c>.</summary>
    /// <exception cref="FormatException">The code is not a known interval; the message lists the known ones.</exception>
    public static Interval Parse(string code) =>
        TryParse(code, out var interval)
            ? interval
            : throw new FormatException($"Unknown interval '{code}'; known intervals are {KnownCodes}.");

    /// <summary>Reads a code such as <c>5m</c>, capital letters told from small ones; false when it is not a known interval.</summary>
    public static bool TryParse([NotNullWhen(true)] string? code, out Interval interval)
    {
        foreach (var known in Known)
        {
            if (string.Equals(known.Code, code, StringComparison.Ordinal))
            {
                interval = known.Interval;
                return true;
            }
        }

        interval = default;
        return false;
    }

    /// <summary>Reads a code as <see cref="PathCode"/> writes it; false when it is not a known interval's.</summary>
    public static bool TryParsePathCode([NotNullWhen(true)] string? code, out Interval interval)
    {
        foreach (var known in Known)
        {
            if (string.Equals(known.Interval.PathCode, code, StringComparison.Ordinal))
            {
                interval = known.Interval;
                return true;
            }
        }

        interval = default;
        return false;
    }

    /// <summary>
    /// The known interval whose candles open so many milliseconds after each other, or null; 28 to 31 days are those of months.
    /// </summary>
    public static Interval? OfLength(long milliseconds)
    {
        foreach (var (_, interval) in Known)
        {
            if (interval.IsLength(milliseconds))
            {
                return interval;
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public int CompareTo(Interval other) => Milliseconds.CompareTo(other.Milliseconds);

    /// <summary>Shorter than.</summary>
    public static bool operator <(Interval left, Interval right) => left.Milliseconds < right.Milliseconds;

    /// <summary>Longer than.</summary>
    public static bool operator >(Interval left, Interval right) => left.Milliseconds > right.Milliseconds;

    /// <summary>Not longer than.</summary>
    public static bool operator <=(Interval left, Interval right) => left.Milliseconds <= right.Milliseconds;

    /// <summary>Not shorter than.</summary>
    public static bool operator >=(Interval left, Interval right) => left.Milliseconds >= right.Milliseconds;

    /// <summary>The exchange's code, for example <c>5m</c>.</summary>
    public override string ToString() => Code;

    private static Interval Fixed(long length, long anchor = 0) => new(length, anchor, 0);
}
