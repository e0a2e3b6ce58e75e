using System.ComponentModel.DataAnnotations;

namespace Trad.Training.Requests;

/// <summary>What the exchange accepts as price, size and notional of an order; zero is no such filter.</summary>
public sealed record ExchangeFilterRequest
{
    /// <summary>Step of prices, quote currency: fills are rounded against the trader. <value>The default is 0.</value></summary>
    [Range(0, RequestLimits.LargestFilter)]
    public double? TickSize { get; init; }

    /// <summary>Step of sizes, base currency: sizes are rounded down. <value>The default is 0.</value></summary>
    [Range(0, RequestLimits.LargestFilter)]
    public double? LotSize { get; init; }

    /// <summary>Least size of an order, base currency: smaller entries are left out. <value>The default is 0.</value></summary>
    [Range(0, RequestLimits.LargestFilter)]
    public double? MinimumSize { get; init; }

    /// <summary>Least size times price of an entry, quote currency: smaller ones are left out. <value>The default is 0.</value></summary>
    [Range(0, RequestLimits.LargestFilter)]
    public double? MinimumNotional { get; init; }
}
