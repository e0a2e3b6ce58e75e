namespace Trad.Candles.Quality;

/// <summary>Finds the candles that should be there and are not.</summary>
public static class CandleGaps
{
    /// <summary>The spans inside the range whose candles are missing, oldest first, each on the grid of the interval.</summary>
    /// <param name="openTimes">The open times that are there, increasing.</param>
    /// <param name="interval">The candle interval.</param>
    /// <param name="range">Where candles are expected.</param>
    public static IReadOnlyList<TimeRange> Find(ReadOnlySpan<long> openTimes, Interval interval, TimeRange range)
    {
        var gaps = new List<TimeRange>();
        var end = interval.OpenAtOrAfter(range.End);
        var expected = interval.OpenAtOrAfter(range.Start);
        foreach (var time in openTimes)
        {
            if (time < expected)
            {
                continue;
            }

            if (time >= end)
            {
                break;
            }

            if (time > expected)
            {
                gaps.Add(new TimeRange(expected, time));
            }

            expected = interval.CloseOf(time);
        }

        if (expected < end)
        {
            gaps.Add(new TimeRange(expected, end));
        }

        return gaps;
    }

    /// <summary>What is left of the spans where others are taken away; both are sorted and do not overlap.</summary>
    public static IReadOnlyList<TimeRange> Except(IReadOnlyList<TimeRange> spans, IReadOnlyList<TimeRange> others)
    {
        var left = new List<TimeRange>();
        foreach (var span in spans)
        {
            var start = span.Start;
            foreach (var other in others)
            {
                if (other.End <= start || other.Start >= span.End)
                {
                    continue;
                }

                if (other.Start > start)
                {
                    left.Add(new TimeRange(start, other.Start));
                }

                start = Math.Max(start, other.End);
            }

            if (start < span.End)
            {
                left.Add(new TimeRange(start, span.End));
            }
        }

        return left;
    }

    /// <summary>All that lies in any of some spans, oldest first; those that overlap or touch are one.</summary>
    public static List<TimeRange> Unite(IEnumerable<TimeRange> spans)
    {
        var united = new List<TimeRange>();
        foreach (var span in spans.OrderBy(span => span.Start))
        {
            if (united.Count > 0 && united[^1].End >= span.Start)
            {
                united[^1] = new TimeRange(united[^1].Start, Math.Max(united[^1].End, span.End));
            }
            else
            {
                united.Add(span);
            }
        }

        return united;
    }
}
