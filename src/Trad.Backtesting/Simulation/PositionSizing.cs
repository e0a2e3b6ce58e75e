namespace Trad.Backtesting.Simulation;

/// <summary>How large a position is. No method goes beyond what the cash and the leverage pay for.</summary>
public enum PositionSizing
{
    /// <summary>
    /// A stop hit at its price loses <see cref="BacktestOptions.RiskPerTrade"/> of the equity; trades without a stop use all of it.
    /// </summary>
    RiskPerTrade,

    /// <summary>All of the equity, times the leverage.</summary>
    AllIn,

    /// <summary>A notional of <see cref="BacktestOptions.PositionFraction"/> of the equity.</summary>
    FixedFraction,

    /// <summary>
    /// A notional whose yearly volatility, as realised over the last <see cref="BacktestOptions.VolatilityCandles"/> candles,
    /// is <see cref="BacktestOptions.TargetVolatility"/> of the equity; nothing while the volatility is unknown.
    /// </summary>
    VolatilityTarget,
}
