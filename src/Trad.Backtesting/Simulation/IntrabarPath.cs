using Trad.Candles;

namespace Trad.Backtesting.Simulation;

/// <summary>
/// What happened inside candles, told by finer ones. Where these are incomplete, or touch both prices themselves, the
/// stop is taken to be first.
/// </summary>
public sealed class IntrabarPath
{
    private readonly CandleSeries _finer;

    /// <summary>A path from finer candles of the same market, for example one minute under five.</summary>
    public IntrabarPath(CandleSeries finer) => _finer = finer;

    /// <summary>The interval of the finer candles.</summary>
    public Interval Interval => _finer.Interval;

    /// <summary>Whether the target is reached before the stop within the candle that opens at a time and touches both.</summary>
    /// <param name="openTime">Opening of the candle, epoch milliseconds UTC.</param>
    /// <param name="interval">Its interval; it is made up of the finer one.</param>
    /// <param name="side">1 for a long position, −1 for a short one.</param>
    /// <param name="stop">Stop price.</param>
    /// <param name="target">Target price.</param>
    public bool ReachesTargetFirst(long openTime, Interval interval, int side, double stop, double target)
    {
        var start = _finer.IndexAtOrAfter(openTime);
        var parts = interval.CountParts(openTime, Interval);
        if (start + parts > _finer.Count
            || _finer.OpenTime[start] != openTime
            || Interval.CloseOf(_finer.OpenTime[start + parts - 1]) != interval.CloseOf(openTime))
        {
            return false;
        }

        for (var i = start; i < start + parts; i++)
        {
            var (worst, best) = side > 0 ? (_finer.Low[i], _finer.High[i]) : (-_finer.High[i], -_finer.Low[i]);
            if (worst <= side * stop)
            {
                return false;
            }

            if (best >= side * target)
            {
                return true;
            }
        }

        return false;
    }
}
