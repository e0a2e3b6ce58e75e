namespace Trad.Candles;

/// <summary>One candle as a value, for the edges of the system; series are columnar (<see cref="CandleSeries"/>).</summary>
/// <param name="OpenTime">When the candle opens, epoch milliseconds UTC; its identity within a market.</param>
/// <param name="Open">First price, in the quote currency.</param>
/// <param name="High">Highest price.</param>
/// <param name="Low">Lowest price.</param>
/// <param name="Close">Last price.</param>
/// <param name="Volume">Traded amount, in the base currency.</param>
/// <param name="QuoteVolume">Traded amount, in the quote currency; <see cref="double.NaN"/> when the source does not tell.</param>
/// <param name="TradeCount">Number of trades; <see cref="CandleSeries.UnknownTradeCount"/> when the source does not tell.</param>
public readonly record struct Candle(
    long OpenTime,
    double Open,
    double High,
    double Low,
    double Close,
    double Volume,
    double QuoteVolume = double.NaN,
    long TradeCount = CandleSeries.UnknownTradeCount);
