namespace Trad.Candles.Gaps;

/// <summary>Where a series is interrupted: by holes that are too long to pass over, and by candles that nobody traded.</summary>
public sealed class Interruptions
{
    private readonly int[] _ends;
    private readonly (int Start, int End)[] _filled;

    private Interruptions(int[] ends, (int Start, int End)[] filled)
    {
        _ends = ends;
        _filled = filled;
    }

    /// <summary>Positions of the last candles before long holes, increasing.</summary>
    public ReadOnlySpan<int> Ends => _ends;

    /// <summary>Positions of the candles that stand in for missing ones: stretches, each from a start to before an end.</summary>
    public ReadOnlySpan<(int Start, int End)> Filled => _filled;

    /// <summary>Looks for them.</summary>
    /// <param name="candles">The series.</param>
    /// <param name="longestGap">The longest hole that is still passed over.</param>
    public static Interruptions Find(CandleSeries candles, TimeSpan longestGap)
    {
        var ends = new List<int>();
        var times = candles.OpenTime;
        if (candles.Range.CountCandles(candles.Interval) > candles.Count)
        {
            var longest = longestGap.TotalMilliseconds;
            for (var i = 1; i < times.Length; i++)
            {
                if (times[i] - candles.Interval.CloseOf(times[i - 1]) > longest)
                {
                    ends.Add(i - 1);
                }
            }
        }

        var filled = new List<(int, int)>();
        foreach (var span in candles.Filled)
        {
            var (start, end) = (candles.IndexAtOrAfter(span.Start), candles.IndexAtOrAfter(span.End));
            if (start < end)
            {
                filled.Add((start, end));
            }
        }

        return new Interruptions([.. ends], [.. filled]);
    }
}
