using Trad.Candles;
using Trad.Candles.Stores;

namespace Trad.Training.Data;

/// <summary>The range of time that a job asks for, the same for all its symbols.</summary>
public static class TrainingRange
{
    /// <summary>The range of a job, given what is stored. Look-backs count from the newest candle that every symbol has.</summary>
    /// <param name="selections">What each symbol is asked for.</param>
    /// <param name="partitions">What is stored of each.</param>
    /// <exception cref="TrainingException">Nothing is stored of a symbol, or nothing lies in the range.</exception>
    public static TimeRange Resolve(IReadOnlyList<DataSelection> selections, IReadOnlyList<IReadOnlyList<CandlePartition>> partitions)
    {
        for (var i = 0; i < selections.Count; i++)
        {
            if (partitions[i].Count == 0)
            {
                throw new TrainingException($"No candles of {selections[i].Market} are stored; import or backfill them first.");
            }
        }

        return selections[0].Resolve(partitions.Min(each => each.Max(partition => partition.LastOpenTime)));
    }

    /// <summary>Everything to read of a symbol: the range, and before it the candles that warm its strategy up.</summary>
    public static TimeRange WithWarmUp(TimeRange counting, DataSelection selection) =>
        counting with
        {
            Start = Math.Max(
                TimeRange.Always.Start,
                selection.Market.Interval.Shift(selection.Market.Interval.OpenAtOrAfter(counting.Start), -selection.WarmUp)),
        };
}
