namespace Trad.MarketData.Exchanges;

/// <summary>How a symbol is traded: what an order must be a multiple of, and how small it may be.</summary>
/// <param name="Symbol">The symbol, for example <c>BTCUSDT</c>.</param>
/// <param name="BaseAsset">What is bought and sold, for example <c>BTC</c>.</param>
/// <param name="QuoteAsset">What is paid with, for example <c>USDT</c>.</param>
/// <param name="IsTrading">Whether it can be traded now.</param>
/// <param name="TickSize">What prices are multiples of, in the quote asset.</param>
/// <param name="LotSize">What quantities are multiples of, in the base asset.</param>
/// <param name="MinimumQuantity">The smallest quantity of an order, in the base asset; 0 when there is no rule.</param>
/// <param name="MinimumNotional">The smallest price times quantity of an order, in the quote asset; 0 when there is no rule.</param>
public sealed record SymbolRules(
    string Symbol,
    string BaseAsset,
    string QuoteAsset,
    bool IsTrading,
    double TickSize,
    double LotSize,
    double MinimumQuantity,
    double MinimumNotional);
