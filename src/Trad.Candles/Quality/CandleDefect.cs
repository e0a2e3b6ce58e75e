namespace Trad.Candles.Quality;

/// <summary>What is wrong with a candle that must not be stored.</summary>
public enum CandleDefect
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>A price or the volume is NaN or infinite.</summary>
    NotFinite,

    /// <summary>A price is zero or negative.</summary>
    PriceNotPositive,

    /// <summary>The volume is negative.</summary>
    NegativeVolume,

    /// <summary>The high lies below the low.</summary>
    HighBelowLow,

    /// <summary>The open or the close lies outside the span from low to high.</summary>
    OutsideRange,

    /// <summary>No candle of the interval opens at the open time.</summary>
    OffGrid,

    /// <summary>
    /// A price, an amount or a time that no market has; also a price that the exchange itself told otherwise when asked again.
    /// </summary>
    Implausible,
}
