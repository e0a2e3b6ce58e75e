using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trad.Candles;

/// <summary>The length of a candle: one of the fixed-length intervals that exchanges publish, from one minute to one day.</summary>
/// <remarks>Calendar intervals (a week, a month) have no fixed length and are not candle intervals here.</remarks>
[JsonConverter(typeof(IntervalJsonConverter))]
public readonly record struct Interval : IComparable<Interval>
{
    private const long Minute = 60_000;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;

    private static readonly (string Code, long Milliseconds)[] Known =
    [
        ("1m", Minute), ("3m", 3 * Minute), ("5m", 5 * Minute), ("15m", 15 * Minute), ("30m", 30 * Minute),
        ("1h", Hour), ("2h", 2 * Hour), ("4h", 4 * Hour), ("6h", 6 * Hour), ("8h", 8 * Hour), ("12h", 12 * Hour), ("1d", Day),
    ];

    private Interval(long milliseconds) => Milliseconds = milliseconds;

    /// <summary>One minute.</summary>
    public static Interval OneMinute { get; } = new(Minute);

    /// <summary>Five minutes.</summary>
    public static Interval FiveMinutes { get; } = new(5 * Minute);

    /// <summary>Fifteen minutes.</summary>
    public static Interval FifteenMinutes { get; } = new(15 * Minute);

    /// <summary>One hour.</summary>
    public static Interval OneHour { get; } = new(Hour);

    /// <summary>Four hours.</summary>
    public static Interval FourHours { get; } = new(4 * Hour);

    /// <summary>One day.</summary>
    public static Interval OneDay { get; } = new(Day);

    /// <summary>Every known interval, shortest first.</summary>
    public static IReadOnlyList<Interval> All { get; } = [.. Known.Select(known => new Interval(known.Milliseconds))];

    /// <summary>The length in milliseconds; always a positive multiple of one minute.</summary>
    public long Milliseconds { get; }

    /// <summary>The length as a time span.</summary>
    public TimeSpan Duration => TimeSpan.FromMilliseconds(Milliseconds);

    /// <summary>Candles in a day of 24 hours, for example 288 for five minutes.</summary>
    public double CandlesPerDay => (double)Day / Milliseconds;

    /// <summary>Candles in a year of 365 days: crypto markets never close, so 365 and not 252.</summary>
    public double CandlesPerYear => 365.0 * CandlesPerDay;

    /// <summary>The exchange's code, for example <c>5m</c>.</summary>
    public string Code
    {
        get
        {
            foreach (var (code, milliseconds) in Known)
            {
                if (milliseconds == Milliseconds)
                {
                    return code;
                }
            }

            return "(none)";
        }
    }

    /// <summary>Reads a code such as <c>5m</c> or <c>4h</c>.</summary>
    /// <exception cref="FormatException">The code is not a known interval; the message lists the known ones.</exception>
    public static Interval Parse(string code) =>
        TryParse(code, out var interval)
            ? interval
            : throw new FormatException($"Unknown interval '{code}'; known intervals are {KnownCodes}.");

    /// <summary>Reads a code such as <c>5m</c>; false when it is not a known interval.</summary>
    public static bool TryParse([NotNullWhen(true)] string? code, out Interval interval)
    {
        foreach (var known in Known)
        {
            if (string.Equals(known.Code, code, StringComparison.Ordinal))
            {
                interval = new Interval(known.Milliseconds);
                return true;
            }
        }

        interval = default;
        return false;
    }

    /// <summary>The known interval of a length in milliseconds, or null.</summary>
    public static Interval? OfLength(long milliseconds)
    {
        foreach (var known in Known)
        {
            if (known.Milliseconds == milliseconds)
            {
                return new Interval(milliseconds);
            }
        }

        return null;
    }

    /// <summary>The known codes, comma separated, for messages.</summary>
    public static string KnownCodes { get; } = string.Join(", ", Known.Select(known => known.Code));

    /// <summary>The open time of the candle that contains the given moment (epoch milliseconds).</summary>
    public long Floor(long time) => time - (((time % Milliseconds) + Milliseconds) % Milliseconds);

    /// <summary>Whether the given moment (epoch milliseconds) is a candle's open time.</summary>
    public bool IsAligned(long time) => time % Milliseconds == 0;

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

    private sealed class IntervalJsonConverter : JsonConverter<Interval>
    {
        public override Interval Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var code = reader.GetString();
            return TryParse(code, out var interval)
                ? interval
                : throw new JsonException($"Unknown interval '{code}'; known intervals are {KnownCodes}.");
        }

        public override void Write(Utf8JsonWriter writer, Interval value, JsonSerializerOptions options) =>
            writer.WriteStringValue(value.Code);
    }
}
