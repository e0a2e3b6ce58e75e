namespace Trad.Candles.Gaps;

/// <summary>What to do about candles that are missing inside a series. In JSON: <c>fail</c>, <c>skip</c>, <c>forward-fill</c>.</summary>
public enum GapPolicy
{
    /// <summary>Refuse the series.</summary>
    Fail,

    /// <summary>Take the series as it is: the candle after a gap follows the candle before it.</summary>
    Skip,

    /// <summary>
    /// Stand in for each missing candle with one that did not trade: all four prices are the last close, the amounts are zero.
    /// Only earlier candles are looked at, so nothing of the future comes in.
    /// </summary>
    ForwardFill,
}
