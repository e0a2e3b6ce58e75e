using Trad.Backtesting.Simulation;

namespace Trad.Backtesting.Costs;

/// <summary>What trading costs: at which price an order is filled, and with which fee.</summary>
internal sealed class Execution(BacktestOptions options)
{
    private readonly double _proportional = options.Slippage + (options.Spread / 2);
    private readonly double _makerFeeRate = options.MakerFeeRate ?? options.FeeRate;

    /// <summary>The price at which a market or stop order is filled; against the trader, never below zero.</summary>
    /// <param name="price">What the market shows.</param>
    /// <param name="side">1 to buy, −1 to sell.</param>
    /// <param name="averageTrueRange">Of the candle before; NaN while unknown.</param>
    public double TakerPrice(double price, int side, double averageTrueRange)
    {
        var fill = price * (1 + (side * _proportional));
        if (options.AtrSlippage > 0 && !double.IsNaN(averageTrueRange))
        {
            fill += side * options.AtrSlippage * averageTrueRange;
        }

        return Math.Max(0, options.Filters?.RoundFill(fill, side) ?? fill);
    }

    /// <summary>The price at which a stop or a target is placed.</summary>
    public double OrderPrice(double price) => options.Filters?.RoundOrder(price) ?? price;

    /// <summary>The fee of a side, quote currency.</summary>
    public double Fee(double notional, bool isMaker) =>
        Math.Max(notional * (isMaker ? _makerFeeRate : options.FeeRate), options.MinimumFee);

    /// <summary>The largest size that an amount of cash pays for, margin and entry fee included; zero when the fee takes it all.</summary>
    public double Affordable(double cash, double fill)
    {
        var size = cash / (fill * ((1 / options.Leverage) + options.FeeRate));
        return size * fill * options.FeeRate >= options.MinimumFee
            ? size
            : Math.Max(0, (cash - options.MinimumFee) * options.Leverage / fill);
    }
}
