using Trad.Candles;

namespace Trad.Formats.Candles;

/// <summary>
/// Times of a file that are those at which its candles close, or the last second or millisecond before; where the first candle of a file
/// has such a time, all of them must.
/// </summary>
/// <param name="interval">The candles' interval.</param>
internal sealed class ClosingTimes(Interval interval)
{
    private const long Second = 1000;

    private bool? _areBeforeClose;

    /// <summary>Whether somebody said that the times are those of closes.</summary>
    public bool AreGiven { get; set; }

    /// <summary>Whether they are, because somebody said so or because the first one is.</summary>
    public bool AreFound => AreGiven || _areBeforeClose == true;

    /// <summary>When a candle opens.</summary>
    /// <param name="time">Its time in the file, epoch milliseconds UTC.</param>
    /// <param name="isFirst">Whether no candle has been taken yet.</param>
    /// <returns>The open time; where the time cannot be what the first one was, one that is off the grid of the interval.</returns>
    public long Open(long time, bool isFirst)
    {
        if (AreGiven)
        {
            return interval.OpenOf(time - 1);
        }

        if (interval.IsAligned(time))
        {
            return _areBeforeClose == true ? time + 1 : time;
        }

        var isBeforeClose = interval.IsAligned(time + 1) || (interval > Interval.OneSecond && interval.IsAligned(time + Second));
        _areBeforeClose ??= isFirst && isBeforeClose;
        return _areBeforeClose == true && isBeforeClose ? interval.OpenOf(time) : time;
    }
}
