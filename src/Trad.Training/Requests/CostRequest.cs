using System.ComponentModel.DataAnnotations;
using Trad.Backtesting.Simulation;

namespace Trad.Training.Requests;

/// <summary>What trading costs. Absent values have the documented defaults.</summary>
public sealed record CostRequest
{
    /// <summary>
    /// Fee of market and stop orders per side, a fraction of the notional; the same as <see cref="TrainingRequest.FeeRate"/>.
    /// <value>The default is <see cref="TrainingRequest.FeeRate"/>.</value>
    /// </summary>
    [Range(0, RequestLimits.HighestRate)]
    public double? TakerFeeRate { get; init; }

    /// <summary>Fee of targets, which are limit orders; negative for a rebate. <value>The default is the taker fee.</value></summary>
    [Range(-RequestLimits.HighestRate, RequestLimits.HighestRate)]
    public double? MakerFeeRate { get; init; }

    /// <summary>The least that a side costs, in the quote currency. <value>The default is 0.</value></summary>
    [Range(0, RequestLimits.HighestMinimumFee)]
    public double? MinimumFee { get; init; }

    /// <summary>
    /// Slippage per side, a fraction of the price; the same as <see cref="TrainingRequest.Slippage"/>.
    /// <value>The default is <see cref="TrainingRequest.Slippage"/>.</value>
    /// </summary>
    [Range(0, RequestLimits.HighestRate)]
    public double? Slippage { get; init; }

    /// <summary>Distance of the ask from the bid, a fraction of the price. <value>The default is 0.</value></summary>
    [Range(0, RequestLimits.HighestRate)]
    public double? Spread { get; init; }

    /// <summary>
    /// Funding of a perpetual every eight hours, a fraction of the notional; longs pay a positive rate. <value>The default is none.</value>
    /// </summary>
    [Range(-RequestLimits.HighestRate, RequestLimits.HighestRate)]
    public double? FundingRate { get; init; }

    /// <summary>
    /// Funding as the exchange published it, in the order of time, instead of <see cref="FundingRate"/>; at most 4,000 payments, which is
    /// three and a half years of three a day. <value>The default is none.</value>
    /// </summary>
    public IReadOnlyList<FundingPayment>? FundingRates { get; init; }

    /// <summary>
    /// Further slippage per side, times the average true range (14) of the candle before the fill. <value>The default is 0.</value>
    /// </summary>
    [Range(0, RequestLimits.HighestAtrSlippage)]
    public double? AtrSlippage { get; init; }
}

/// <summary>How large positions are.</summary>
public sealed record SizingRequest
{
    /// <summary>The method.</summary>
    public PositionSizing? Mode { get; init; }

    /// <summary>
    /// What the method is told: the share of the equity that a stopped-out trade may lose (0.02 when absent), the share that
    /// a position takes (0.1) or the yearly volatility aimed at (0.2); nothing for all-in.
    /// </summary>
    [Range(RequestLimits.SmallestSizingValue, RequestLimits.LargestSizingValue)]
    public double? Value { get; init; }

    /// <summary>
    /// Candles whose returns tell the volatility of a <see cref="PositionSizing.VolatilityTarget"/>. <value>The default is 100.</value>
    /// </summary>
    [Range(RequestLimits.FewestVolatilityCandles, RequestLimits.MostVolatilityCandles)]
    public int? VolatilityCandles { get; init; }
}
