namespace Trad.MarketData.Simulation;

/// <summary>A fault that the simulated exchange injects instead of, or into, its true answer.</summary>
public enum ExchangeFault
{
    /// <summary>The true answer.</summary>
    None,

    /// <summary>429 that says when to ask again (one second).</summary>
    TooManyRequestsWithRetryAfter,

    /// <summary>429 that does not say when to ask again.</summary>
    TooManyRequests,

    /// <summary>418: banned for <see cref="SimulatedExchangeOptions.BanLength"/>.</summary>
    Banned,

    /// <summary>500 without a useful body.</summary>
    ServerError,

    /// <summary>The headers come at once, the body never ends.</summary>
    SlowBody,

    /// <summary>The body breaks off in the middle.</summary>
    TruncatedJson,

    /// <summary>A page of HTML with status 200, as proxies send it.</summary>
    WrongContentType,

    /// <summary>Candles come twice.</summary>
    DuplicatedCandles,

    /// <summary>The page begins before and ends after what was asked for.</summary>
    OverlappingPage,

    /// <summary>A candle in the middle of the page is missing.</summary>
    MissingCandle,

    /// <summary>A candle whose high lies below its low.</summary>
    BadCandle,

    /// <summary>A candle whose high is a hundred times too high, and sound otherwise.</summary>
    AbsurdPrice,

    /// <summary>The exchange tells a time that is an hour ahead.</summary>
    ClockAhead,

    /// <summary>The exchange tells a time that is an hour behind.</summary>
    ClockBehind,

    /// <summary>A checksum file that does not fit its archive.</summary>
    WrongChecksum,
}
