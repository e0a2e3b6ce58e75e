using Trad.Candles;

namespace Trad.Formats.Candles.Times;

/// <summary>
/// Checks times of opens against those of closes beside them, or against moments that are known: no candle opens hours after it closes, or
/// many intervals before. Opens without a zone that are some hours off are local time.
/// </summary>
internal static class OpenBesideClose
{
    private const long Second = 1000;
    private const long QuarterHour = 15 * 60 * Second;
    private const long FarthestZone = 14 * 60 * 60 * Second;

    /// <summary>What closes say of opens.</summary>
    public enum Verdict
    {
        /// <summary>Nothing is wrong with them, or nothing is told.</summary>
        Fits,

        /// <summary>The opens are local time, and the closes are not.</summary>
        OpensAreLocal,

        /// <summary>They are hours apart, and nothing tells which is right.</summary>
        Unknown,
    }

    /// <summary>Checks opens against closes.</summary>
    public static Verdict Compare(SampledTimes opens, SampledTimes closes)
    {
        if (opens.AreDays || closes.AreDays)
        {
            return Verdict.Fits;
        }

        var apart = Apart(opens, closes);
        if (apart.Count == 0 || (opens.Spacing ?? closes.Spacing) is not { } interval)
        {
            return apart.Count == 0 || !apart.TrueForAll(length => length < 0) ? Verdict.Fits : Verdict.Unknown;
        }

        // Closes are written as the next open, or as the last second or millisecond before it; the last trade may be earlier.
        return apart.TrueForAll(length => length >= 0 && length <= interval) ? Verdict.Fits
            : !opens.HasZone && closes.HasZone && apart.TrueForAll(length => IsZone(length - interval)) ? Verdict.OpensAreLocal
            : opens.HasZone && !closes.HasZone && apart.TrueForAll(length => IsZone(length - interval)) ? Verdict.Fits
            : apart.TrueForAll(length => length < 0 || length > interval) ? Verdict.Unknown
            : Verdict.Fits;
    }

    /// <summary>Whether times without a zone are whole quarters of an hour off from others that have one.</summary>
    public static bool AreLocal(SampledTimes times, SampledTimes known) => !times.HasZone && known.HasZone
        && !times.AreDays && !known.AreDays
        && Apart(times, known) is { Count: > 0 } apart
        && apart.TrueForAll(distance => distance % QuarterHour == 0 && Math.Abs(distance) <= FarthestZone)
        && apart.TrueForAll(distance => distance != 0 && distance != times.Spacing);

    /// <summary>What is wrong, with both.</summary>
    public static string Describe(string open, SampledTimes opens, string close, SampledTimes closes)
    {
        var row = Enumerable.Range(0, opens.Values.Count).First(at => opens.Values[at] is not null && closes.Values[at] is not null);
        return $"column '{open}' has opens and '{close}' has closes, and they are not an interval apart: the first rows have "
            + $"{Timestamp.Format(opens.Values[row]!.Value)} in one and {Timestamp.Format(closes.Values[row]!.Value)} in the other; write "
            + "both in UTC, or leave the one that is wrong";
    }

    // The last second or millisecond before the close counts as the close.
    private static bool IsZone(long distance)
    {
        var rest = ((distance % QuarterHour) + QuarterHour) % QuarterHour;
        return Math.Abs(distance) <= FarthestZone && rest is 0 or QuarterHour - 1 or QuarterHour - Second;
    }

    private static List<long> Apart(SampledTimes first, SampledTimes second) =>
        [.. first.Values.Zip(second.Values, (one, other) => other - one).OfType<long>()];
}
