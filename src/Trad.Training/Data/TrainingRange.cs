using Trad.Candles;
using Trad.Candles.Stores;

namespace Trad.Training.Data;

/// <summary>The range of a job, the same for all its symbols, and where its hold-out begins.</summary>
/// <param name="Counting">Everything that counts.</param>
/// <param name="HoldOutFrom">The first moment held out; null when nothing is.</param>
public sealed record TrainingRange(TimeRange Counting, DateTimeOffset? HoldOutFrom)
{
    /// <summary>The two parts.</summary>
    public DataSplit Split => new(
        new Period(Counting.StartTime, HoldOutFrom ?? Counting.EndTime),
        HoldOutFrom is { } from ? new Period(from, Counting.EndTime) : null);

    /// <summary>
    /// The range of a job, given what is stored. Look-backs count from the newest candle that every symbol has. The
    /// hold-out begins on the grid of the interval and takes the last share of the time.
    /// </summary>
    /// <param name="selections">What each symbol is asked for.</param>
    /// <param name="partitions">What is stored of each.</param>
    /// <param name="holdOut">The share held out, from 0 to 0.5.</param>
    /// <exception cref="TrainingException">Nothing is stored of a symbol, or nothing lies in the range.</exception>
    public static TrainingRange Resolve(
        IReadOnlyList<DataSelection> selections, IReadOnlyList<IReadOnlyList<CandlePartition>> partitions, double holdOut)
    {
        for (var i = 0; i < selections.Count; i++)
        {
            if (partitions[i].Count == 0)
            {
                throw new TrainingException($"No candles of {selections[i].Market} are stored; import or backfill them first.");
            }
        }

        var newest = partitions.Min(each => each.Max(partition => partition.LastOpenTime));
        var counting = selections[0].Resolve(newest);
        var interval = selections[0].Market.Interval.Milliseconds;
        var heldOut = (long)Math.Round((counting.End - counting.Start) * holdOut / interval) * interval;
        return new TrainingRange(
            counting, heldOut == 0 ? null : DateTimeOffset.FromUnixTimeMilliseconds(counting.End - heldOut));
    }
}
