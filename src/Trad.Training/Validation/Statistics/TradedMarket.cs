namespace Trad.Training.Validation.Statistics;

/// <summary>The prices of a symbol with the trades made there, one at a time.</summary>
/// <param name="Prices">
/// Prices at which trades begin and end, above zero (10⁻¹⁰⁰ to 10¹⁰⁰): the open of every candle in which an entry was allowed, and
/// the close of the last as the end of a trade that is held to it.
/// </param>
/// <param name="Trades">The trades, in any order.</param>
public sealed record TradedMarket(double[] Prices, IReadOnlyList<TimedTrade> Trades);
