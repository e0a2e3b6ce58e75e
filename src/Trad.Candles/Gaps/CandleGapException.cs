namespace Trad.Candles.Gaps;

/// <summary>Candles are missing and the policy is <see cref="GapPolicy.Fail"/>; the message counts and names the gaps.</summary>
public sealed class CandleGapException : Exception
{
    private const int MostNamed = 3;

    /// <summary>An exception without a message.</summary>
    public CandleGapException()
    {
    }

    /// <summary>An exception with a message.</summary>
    public CandleGapException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and its cause.</summary>
    public CandleGapException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal CandleGapException(Interval interval, IReadOnlyList<TimeRange> gaps, long missing)
        : base($"{missing:N0} candles of {interval} are missing in {gaps.Count:N0} gaps: {Name(gaps)}; "
            + $"repair them, or choose another gap policy than {GapPolicies.NameOf(GapPolicy.Fail)} ({GapPolicies.KnownNames}).") =>
                Gaps = gaps;

    /// <summary>The missing spans, oldest first.</summary>
    public IReadOnlyList<TimeRange> Gaps { get; } = [];

    private static string Name(IReadOnlyList<TimeRange> gaps) =>
        string.Join(", ", gaps.Take(MostNamed)) + (gaps.Count > MostNamed ? $" and {gaps.Count - MostNamed:N0} more" : "");
}
