using Trad.Candles.Quality;

namespace Trad.Candles.Gaps;

/// <summary>Applies a gap policy to a series.</summary>
public static class GapHandling
{
    /// <summary>
    /// The series under the policy. Looked at are the gaps between its first and its last candle: before and after those
    /// nothing is missing, the series is merely shorter. A series without a gap is returned as it is, uncopied.
    /// </summary>
    /// <exception cref="CandleGapException">The policy is <see cref="GapPolicy.Fail"/> and a candle is missing.</exception>
    public static GapHandled Apply(CandleSeries candles, GapPolicy policy)
    {
        var missing = candles.Range.CountCandles(candles.Interval) - candles.Count;
        if (missing == 0)
        {
            return new GapHandled(candles, [], 0, 0);
        }

        var gaps = CandleGaps.Find(candles.OpenTime, candles.Interval, candles.Range);
        return policy switch
        {
            GapPolicy.Fail => throw new CandleGapException(candles.Interval, gaps, missing),
            GapPolicy.Skip => new GapHandled(candles, gaps, missing, 0),
            GapPolicy.ForwardFill => new GapHandled(Fill(candles, missing), gaps, missing, missing),
            _ => throw new ArgumentOutOfRangeException(nameof(policy), policy, $"The policies are {GapPolicies.KnownNames}."),
        };
    }

    private static CandleSeries Fill(CandleSeries candles, long missing)
    {
        var columns = CandleColumns.Allocate(checked((int)(candles.Count + missing)));
        var position = 0;
        for (var i = 0; i < candles.Count; i++)
        {
            while (position > 0 && columns.OpenTime[position - 1] + candles.Interval.Milliseconds < candles.OpenTime[i])
            {
                columns.Set(position, StandIn(columns.At(position - 1), candles.Interval));
                position++;
            }

            columns.Set(position++, candles[i]);
        }

        return new CandleSeries(candles.Interval, columns);
    }

    /// <summary>The candle after the given one if nothing was traded.</summary>
    private static Candle StandIn(in Candle before, Interval interval) =>
        new(before.OpenTime + interval.Milliseconds, before.Close, before.Close, before.Close, before.Close, 0, 0, 0);
}
