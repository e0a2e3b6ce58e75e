using Trad.Candles;

namespace Trad.MarketData.Exchanges;

/// <summary>Public market data of one exchange over its REST interface.</summary>
public interface IExchange
{
    /// <summary>The exchange's name in <see cref="Market.Exchange"/>, for example <c>binance</c>.</summary>
    string Name { get; }

    /// <summary>The exchange's own clock; decides which candles are closed.</summary>
    /// <exception cref="ExchangeException">The exchange does not answer as it should.</exception>
    Task<DateTimeOffset> GetTimeAsync(CancellationToken cancellationToken);

    /// <summary>How a symbol is traded.</summary>
    /// <exception cref="ArgumentException">The text cannot be a symbol of this exchange.</exception>
    /// <exception cref="ExchangeException">The exchange does not answer as it should, or does not know the symbol.</exception>
    Task<SymbolRules> GetSymbolAsync(string symbol, CancellationToken cancellationToken);

    /// <summary>
    /// The closed candles that open inside the range, as the exchange has them: sorted, unique, with gaps where it has none.
    /// </summary>
    /// <exception cref="ExchangeException">The exchange does not answer as it should, or does not know the symbol.</exception>
    Task<FetchedCandles> FetchAsync(string symbol, Interval interval, TimeRange range, CancellationToken cancellationToken);
}
