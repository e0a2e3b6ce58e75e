using Trad.Candles;

namespace Trad.Formats.Candles.Times;

/// <summary>
/// Reads moments that do not come with candles, such as those of a command line or of a file of payments, in all the ways in which candle
/// files may have them; one without a zone is UTC. Dates as 03/04/2024 are decided by those beside them, and refused where none decides.
/// </summary>
public static class MomentText
{
    // Numbers that are smaller count years, days or rows, and no seconds since 1970.
    private static readonly long EarliestNumber = new DateTimeOffset(2000, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    /// <summary>Reads a moment.</summary>
    /// <param name="text">The text.</param>
    /// <param name="moment">The moment, UTC.</param>
    /// <returns>What is wrong, in words that begin with the text; null when nothing is.</returns>
    public static string? Read(string text, out DateTimeOffset moment)
    {
        var fault = Read([text], out var times, out _);
        moment = fault is null ? DateTimeOffset.FromUnixTimeMilliseconds(times[0]) : default;
        return fault;
    }

    /// <summary>Reads moments that belong together.</summary>
    /// <param name="texts">The texts.</param>
    /// <param name="milliseconds">Epoch milliseconds, one for each; those behind a faulty one are not read.</param>
    /// <param name="faulty">The position of the first that is wrong.</param>
    /// <returns>What is wrong with it, in words that begin with its text; null when nothing is.</returns>
    public static string? Read(IReadOnlyList<string> texts, out long[] milliseconds, out int faulty)
    {
        (milliseconds, faulty) = (new long[texts.Count], 0);
        var evidence = new DateOrderEvidence();
        evidence.IsOpenAfter(texts);
        if (evidence.Conclude(DateOrderHints.None) is not { } order)
        {
            var example = evidence.Example!;
            faulty = texts.TakeWhile(text => text.Trim() != example).Count();
            return $"{DateOrderEvidence.DescribeReadings(example)}; write it as yyyy-MM-dd";
        }

        if (order == DateOrder.YearDayMonth)
        {
            // Without candles beside it, 2025-13-01 is a slip of who wrote it, and not the thirteenth of January.
            faulty = texts.TakeWhile(text => TimeText.Read(text, DateOrder.YearMonthDay, out _) == TimeTextFault.None).Count();
            return $"'{texts[faulty]}' is no day or time that there is";
        }

        for (; faulty < texts.Count; faulty++)
        {
            var reader = new TimeReader(order);
            var fault = reader.Read(texts[faulty], out milliseconds[faulty]);
            if (fault is null && (reader.Forms & TimeForms.Numbers) != 0 && milliseconds[faulty] < EarliestNumber)
            {
                fault = "is a number too small to count from 1970 to a time after 2000";
            }

            if (fault is null && (milliseconds[faulty] < TimeRange.Always.Start || milliseconds[faulty] >= TimeRange.Always.End))
            {
                fault = "is no representable time";
            }

            if (fault is not null)
            {
                return $"'{texts[faulty]}' {fault}";
            }
        }

        return null;
    }
}
