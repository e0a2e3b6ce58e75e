namespace Trad.Candles.Gaps;

/// <summary>
/// What to do about candles that are missing inside a series. Whatever the policy, no position is held across a hole that
/// is longer than a limit (<see cref="GapLimit"/>): it is closed at the last candle before.
/// In JSON: <c>fail</c>, <c>skip</c>, <c>forward-fill</c>, <c>split</c>.
/// </summary>
public enum GapPolicy
{
    /// <summary>Refuse the series.</summary>
    Fail,

    /// <summary>
    /// Take the series as it is: the candle after a gap follows the candle before it, for indicators also after a long hole.
    /// </summary>
    Skip,

    /// <summary>
    /// Stand in for each missing candle with one that did not trade: all four prices are the last close, the amounts are zero.
    /// Only earlier candles are looked at, so nothing of the future comes in. Such a candle marks the equity and counts as time,
    /// but fills no order. Holes beyond the limit are not filled but split the series.
    /// </summary>
    ForwardFill,

    /// <summary>
    /// Take short gaps as they are, and begin anew after a long hole: indicators see nothing from before it, and trades wait
    /// until they have warmed up.
    /// </summary>
    Split,
}

/// <summary>The names of the gap policies, as requests and files write them.</summary>
public static class GapPolicies
{
    private static readonly (string Name, GapPolicy Policy)[] Known =
        [("split", GapPolicy.Split), ("skip", GapPolicy.Skip), ("forward-fill", GapPolicy.ForwardFill), ("fail", GapPolicy.Fail)];

    /// <summary>The names, comma separated, for messages.</summary>
    public static string KnownNames { get; } = string.Join(", ", Known.Select(known => known.Name));

    /// <summary>Reads a name such as <c>forward-fill</c>; false when there is no such policy.</summary>
    public static bool TryParse(string? name, out GapPolicy policy)
    {
        var found = Array.Find(Known, known => known.Name == name);
        policy = found.Policy;
        return found.Name is not null;
    }

    /// <summary>The name of a policy.</summary>
    public static string NameOf(GapPolicy policy) => Array.Find(Known, known => known.Policy == policy).Name;
}

/// <summary>How long a hole in a series may be before it is more than an interruption.</summary>
public static class GapLimit
{
    /// <summary>Candles of which a hole has more when it is long, whatever the interval.</summary>
    public const int FewestCandles = 3;

    /// <summary>
    /// The longest hole across which a position is held when nobody says otherwise: a day, or three candles where these are
    /// longer. Exchanges were down for hours; days are missing because nobody stored them.
    /// </summary>
    public static TimeSpan Default(Interval interval) =>
        TimeSpan.FromMilliseconds(Math.Max(Interval.OneDay.Milliseconds, FewestCandles * interval.LongestMilliseconds));
}

/// <summary>A series after a gap policy was applied to it.</summary>
/// <param name="Candles">The candles to compute with.</param>
/// <param name="Gaps">The spans that were missing, oldest first, each on the grid of the interval.</param>
/// <param name="Missing">How many candles were missing.</param>
/// <param name="Filled">How many of them <see cref="GapPolicy.ForwardFill"/> stood in for.</param>
public sealed record GapHandled(CandleSeries Candles, IReadOnlyList<TimeRange> Gaps, long Missing, long Filled);
