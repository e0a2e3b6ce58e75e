namespace Trad.Candles.Gaps;

/// <summary>
/// What to do about candles that are missing inside a series. Whatever the policy, no position is held across a hole that
/// is longer than a limit (<see cref="GapLimit"/>): it is closed at the last candle before.
/// In JSON: <c>fail</c>, <c>skip</c>, <c>forward-fill</c>, <c>split</c>.
/// </summary>
public enum GapPolicy
{
    /// <summary>Refuse the series.</summary>
    Fail,

    /// <summary>
    /// Take the series as it is: the candle after a gap follows the candle before it, for indicators also after a long hole.
    /// </summary>
    Skip,

    /// <summary>
    /// Stand in for each missing candle with one that did not trade: all four prices are the last close, the amounts are zero.
    /// Only earlier candles are looked at, so nothing of the future comes in. Such a candle marks the equity and counts as time,
    /// but fills no order. Holes beyond the limit are not filled but split the series.
    /// </summary>
    ForwardFill,

    /// <summary>
    /// Take short gaps as they are, and begin anew after a long hole: indicators see nothing from before it, and trades wait
    /// until they have warmed up.
    /// </summary>
    Split,
}
