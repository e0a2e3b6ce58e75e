using Trad.Candles.Quality;

namespace Trad.Candles.Gaps;

/// <summary>Applies a gap policy to a series.</summary>
public static class GapHandling
{
    /// <summary>Most candles that are invented for one series: 64 MB of them.</summary>
    public const int MostFilled = 1_000_000;

    // How many candles are copied before somebody who no longer wants them is listened to.
    private const int CandlesBetweenLooks = 8192;

    /// <summary>
    /// The series under the policy. Looked at are the gaps between its first and its last candle: before and after those
    /// nothing is missing, the series is merely shorter. A series without a gap is returned as it is, uncopied.
    /// </summary>
    /// <param name="candles">The series.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="longestGap">The longest gap that is filled; null for <see cref="GapLimit.Default"/>.</param>
    /// <param name="cancellationToken">Ends the work, also in the middle of a fill.</param>
    /// <exception cref="CandleGapException">
    /// The policy is <see cref="GapPolicy.Fail"/> and a candle is missing, or more than <see cref="MostFilled"/> would be filled.
    /// </exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static GapHandled Apply(
        CandleSeries candles, GapPolicy policy, TimeSpan? longestGap = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var missing = candles.Range.CountCandles(candles.Interval) - candles.Count;
        if (missing == 0)
        {
            return new GapHandled(candles, [], 0, 0);
        }

        var gaps = CandleGaps.Find(candles.OpenTime, candles.Interval, candles.Range);
        switch (policy)
        {
            case GapPolicy.Fail:
                throw new CandleGapException(candles.Interval, gaps, missing);
            case GapPolicy.Skip or GapPolicy.Split:
                return new GapHandled(candles, gaps, missing, 0);
            case GapPolicy.ForwardFill:
                var longest = (longestGap ?? GapLimit.Default(candles.Interval)).TotalMilliseconds;
                IReadOnlyList<TimeRange> filled = [.. gaps.Where(gap => gap.Milliseconds <= longest)];
                var invented = filled.Sum(gap => gap.CountCandles(candles.Interval));
                return invented <= MostFilled
                    ? new GapHandled(Fill(candles, filled, (int)invented, cancellationToken), gaps, missing, invented)
                    : throw new CandleGapException(
                        $"{invented:N0} candles of {candles.Interval} would be filled in {filled.Count:N0} gaps; at most {MostFilled:N0} are. "
                        + $"Choose a shorter range, a smaller longestGapHours, or another gap policy ({GapPolicies.KnownNames}).");
            default:
                throw new ArgumentOutOfRangeException(nameof(policy), policy, $"The policies are {GapPolicies.KnownNames}.");
        }
    }

    private static CandleSeries Fill(
        CandleSeries candles, IReadOnlyList<TimeRange> filled, int invented, CancellationToken cancellationToken)
    {
        var columns = CandleColumns.Allocate(checked(candles.Count + invented));
        var (position, gap) = (0, 0);
        void Put(in Candle candle)
        {
            if (position % CandlesBetweenLooks == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            columns.Set(position++, candle);
        }

        for (var i = 0; i < candles.Count; i++)
        {
            if (gap < filled.Count && filled[gap].End == candles.OpenTime[i])
            {
                for (var time = filled[gap].Start; time < filled[gap].End; time = candles.Interval.CloseOf(time))
                {
                    Put(StandIn(candles[i - 1], time));
                }

                gap++;
            }

            Put(candles[i]);
        }

        return new CandleSeries(candles.Interval, columns, filled);
    }

    /// <summary>The candle of a time at which nothing was traded since the given one.</summary>
    private static Candle StandIn(in Candle before, long time) =>
        new(time, before.Close, before.Close, before.Close, before.Close, 0, 0, 0);
}
