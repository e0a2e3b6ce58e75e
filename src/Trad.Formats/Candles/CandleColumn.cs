namespace Trad.Formats.Candles;

/// <summary>What a column of a candle file is, whatever it is called there.</summary>
public enum CandleColumn
{
    /// <summary>When the candle opens, or the day of it where the time of day stands in a column of its own.</summary>
    OpenTime,

    /// <summary>The time of day, beside a column of days.</summary>
    TimeOfDay,

    /// <summary>First price.</summary>
    Open,

    /// <summary>Highest price.</summary>
    High,

    /// <summary>Lowest price.</summary>
    Low,

    /// <summary>Last price.</summary>
    Close,

    /// <summary>Amount in the base currency.</summary>
    Volume,

    /// <summary>Amount in the quote currency.</summary>
    QuoteVolume,

    /// <summary>Number of trades.</summary>
    TradeCount,

    /// <summary>What the row is of, for example <c>BTCUSDT</c>.</summary>
    Symbol,

    /// <summary>Where it was traded.</summary>
    Exchange,
}
