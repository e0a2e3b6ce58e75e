namespace Trad.Backtesting.Simulation;

/// <summary>The conditions of a backtest.</summary>
public sealed record BacktestOptions
{
    /// <summary>Cash at the start, in the quote currency. <value>The default is 10,000.</value></summary>
    public double InitialCapital { get; init; } = 10_000;

    /// <summary>Fee per side, a fraction of the notional. <value>The default is 0.001 (0.1 %).</value></summary>
    public double FeeRate { get; init; } = 0.001;

    /// <summary>
    /// Slippage per side, a fraction of the price, against the trader; targets are limit orders and have none.
    /// <value>The default is 0.0005 (0.05 %).</value>
    /// </summary>
    public double Slippage { get; init; } = 0.0005;

    /// <summary>
    /// Share of the equity that is lost when a stop is hit at its price; trades without a stop use all of it.
    /// The position never exceeds the equity. <value>The default is 0.02 (2 %).</value>
    /// </summary>
    public double RiskPerTrade { get; init; } = 0.02;

    /// <summary>Which way trades may go. <value>The default is both.</value></summary>
    public TradeDirections Directions { get; init; } = TradeDirections.Both;

    /// <summary>Position of the first candle on which a trade may begin; earlier candles only feed indicators.</summary>
    public int TradeFrom { get; init; }
}
