using Trad.Candles;

namespace Trad.Formats.Candles.Times;

/// <summary>
/// Which of several columns of times has the opens: one that is an interval later than another has the closes, one that has days only
/// says less than one with moments, and one that is some hours off without a zone is local time. Where that does not explain how they
/// differ, nobody knows which is right.
/// </summary>
internal static class TimeChoice
{
    private const long Second = 1000;
    private const long Minute = 60 * Second;
    private const long Hour = 60 * Minute;
    private const long Day = 24 * Hour;
    private const long FarthestZone = 14 * Hour;
    private const long QuarterHour = 15 * Minute;

    // As far west as New York or as far east as Taipei is from UTC, as long are these candles: a difference of just that may be either.
    private const long ShortestLikeZone = 4 * Hour;

    private enum Verdict
    {
        Same,
        FirstIsOpen,
        SecondIsOpen,
        Unknown,
    }

    /// <summary>Chooses among columns.</summary>
    /// <param name="candidates">The columns with their names, the likeliest first; at least one.</param>
    /// <param name="field">The column that was chosen.</param>
    /// <returns>What is wrong, in words; null when nothing is.</returns>
    public static string? Choose(IReadOnlyList<(int Field, string Name, SampledTimes Times)> candidates, out int field)
    {
        var best = candidates[0];
        foreach (var other in candidates.Skip(1))
        {
            switch (Compare(best.Times, other.Times))
            {
                case Verdict.SecondIsOpen:
                    best = other;
                    break;
                case Verdict.Unknown:
                    field = -1;
                    return Describe(best, other);
            }
        }

        field = best.Field;
        return null;
    }

    private static Verdict Compare(SampledTimes first, SampledTimes second)
    {
        var rows = Enumerable.Range(0, Math.Min(first.Values.Count, second.Values.Count))
            .Where(row => first.Values[row] is not null && second.Values[row] is not null).ToList();
        var apart = rows.Select(row => second.Values[row]!.Value - first.Values[row]!.Value).ToList();
        if (apart.TrueForAll(distance => distance == 0))
        {
            return Verdict.Same;
        }

        var spacing = first.Spacing ?? second.Spacing;
        if (spacing is { } interval && apart.TrueForAll(distance => IsClose(Math.Abs(distance), interval) && distance > 0 == apart[0] > 0))
        {
            return interval >= ShortestLikeZone && interval < Day && Math.Abs(apart[0]) == interval && first.HasZone != second.HasZone
                ? Verdict.Unknown
                : apart[0] > 0 ? Verdict.FirstIsOpen : Verdict.SecondIsOpen;
        }

        if (IsNextRow(first, second))
        {
            return Verdict.FirstIsOpen;
        }

        if (IsNextRow(second, first))
        {
            return Verdict.SecondIsOpen;
        }

        if (first.AreDays != second.AreDays && apart.TrueForAll(distance => IsOfDay(first.AreDays ? distance : -distance)))
        {
            return first.AreDays ? Verdict.SecondIsOpen : Verdict.FirstIsOpen;
        }

        if (apart.TrueForAll(distance => distance % QuarterHour == 0 && Math.Abs(distance) <= FarthestZone))
        {
            return first.HasZone == second.HasZone ? Verdict.Unknown : first.HasZone ? Verdict.FirstIsOpen : Verdict.SecondIsOpen;
        }

        return (first.Spacing, second.Spacing) switch
        {
            (not null, null) or (null, null) => Verdict.FirstIsOpen,
            (null, not null) => Verdict.SecondIsOpen,
            _ => Verdict.Unknown,
        };
    }

    // Closes are written as the next open, or as the last second or millisecond before it.
    private static bool IsClose(long distance, long interval) => distance == interval || distance == interval - 1
        || (interval > Second && distance == interval - Second);

    /// <summary>
    /// Whether times are each the next row's of another column, as the closes of candles are that are not all of one length.
    /// </summary>
    private static bool IsNextRow(SampledTimes opens, SampledTimes closes)
    {
        var (seen, fitting) = (0, 0);
        for (var row = 0; row + 1 < Math.Min(opens.Values.Count, closes.Values.Count); row++)
        {
            if (opens.Values[row] is not { } one || opens.Values[row + 1] is not { } next || one == next)
            {
                continue;
            }

            // Newest first, the open of the row before is the close.
            var (earlier, later) = next > one ? (row, next) : (row + 1, one);
            seen++;
            fitting += closes.Values[earlier] is { } close && later - close is 0 or 1 or Second ? 1 : 0;
        }

        return seen > 0 && fitting >= 0.8 * seen;
    }

    // A moment lies in the day that is written beside it, which may be that of another zone.
    private static bool IsOfDay(long sinceMidnight) => sinceMidnight >= -FarthestZone && sinceMidnight < Day + FarthestZone;

    private static string Describe(
        (int Field, string Name, SampledTimes Times) first, (int Field, string Name, SampledTimes Times) second)
    {
        var row = Enumerable.Range(0, first.Times.Values.Count).First(at => first.Times.Values[at] is not null
            && second.Times.Values[at] is not null && first.Times.Values[at] != second.Times.Values[at]);
        return $"columns '{first.Name}' and '{second.Name}' are both times and differ: the first rows have "
            + $"{Timestamp.Format(first.Times.Values[row]!.Value)} in one and {Timestamp.Format(second.Times.Values[row]!.Value)} in the "
            + "other, and nothing tells which is the open in UTC; leave one of them, or call it open_time";
    }
}
