namespace Trad.Candles;

/// <summary>A span of candle open times in epoch milliseconds UTC: start inclusive, end exclusive.</summary>
/// <param name="Start">The first moment inside, epoch milliseconds UTC.</param>
/// <param name="End">The first moment after, epoch milliseconds UTC; not before <paramref name="Start"/>.</param>
public readonly record struct TimeRange(long Start, long End)
{
    /// <summary>A range between two moments.</summary>
    /// <exception cref="ArgumentException">The end lies before the start.</exception>
    public static TimeRange Between(DateTimeOffset start, DateTimeOffset end) =>
        end < start
            ? throw new ArgumentException($"The range ends ({end:u}) before it starts ({start:u}).", nameof(end))
            : new TimeRange(start.ToUnixTimeMilliseconds(), end.ToUnixTimeMilliseconds());

    /// <summary>Everything from the first to the last representable moment.</summary>
    public static TimeRange Always { get; } =
        new(DateTimeOffset.MinValue.ToUnixTimeMilliseconds(), DateTimeOffset.MaxValue.ToUnixTimeMilliseconds());

    /// <summary>The first moment inside.</summary>
    public DateTimeOffset StartTime => DateTimeOffset.FromUnixTimeMilliseconds(Start);

    /// <summary>The first moment after.</summary>
    public DateTimeOffset EndTime => DateTimeOffset.FromUnixTimeMilliseconds(End);

    /// <summary>The length in milliseconds.</summary>
    public long Milliseconds => End - Start;

    /// <summary>Whether nothing lies inside.</summary>
    public bool IsEmpty => End <= Start;

    /// <summary>Whether the moment (epoch milliseconds) lies inside.</summary>
    public bool Contains(long time) => time >= Start && time < End;

    /// <summary>The part that both ranges cover; empty when they do not touch.</summary>
    public TimeRange Intersect(TimeRange other)
    {
        var start = Math.Max(Start, other.Start);
        return new TimeRange(start, Math.Max(start, Math.Min(End, other.End)));
    }

    /// <summary>How many candles of the interval open inside.</summary>
    public long CountCandles(Interval interval) => interval.CountOpens(Start, End);

    /// <summary>Both ends as UTC times, for messages.</summary>
    public override string ToString() => $"[{StartTime:yyyy-MM-dd HH:mm:ss}Z, {EndTime:yyyy-MM-dd HH:mm:ss}Z)";
}
