using Trad.Candles;

namespace Trad.Backtesting.Simulation;

/// <summary>One symbol's part of a joint account.</summary>
/// <param name="Result">Its backtest.</param>
/// <param name="Candles">The candles of the backtest, those before the first trade included.</param>
/// <param name="Options">Its conditions.</param>
public sealed record AccountPart(BacktestResult Result, CandleSeries Candles, BacktestOptions Options)
{
    /// <summary>Its capital at the start.</summary>
    public double InitialCapital => Options.InitialCapital;

    /// <summary>The moment of a close, epoch milliseconds UTC.</summary>
    /// <param name="i">Position among the closes that the equity belongs to.</param>
    internal long CloseAt(int i) => Candles.OpenTime[Options.TradeFrom + i] + Candles.Interval.Milliseconds;
}
