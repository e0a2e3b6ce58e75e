using Trad.Candles;

namespace Trad.Backtesting.Metrics;

/// <summary>Puts the running figures of a backtest together.</summary>
internal static class MetricSummary
{
    public static BacktestMetrics Of(EquityStatistics equity, TradeStatistics trades, CandleSeries candles) => new()
    {
        FinalEquity = equity.Final,
        TotalReturn = equity.TotalReturn,
        AnnualisedReturn = equity.AnnualisedReturn,
        Volatility = equity.Volatility,
        Sharpe = equity.Sharpe,
        Sortino = equity.Sortino,
        Calmar = equity.Calmar,
        MaximumDrawdown = equity.MaximumDrawdown,
        LongestDrawdownCandles = equity.LongestDrawdown,
        Trades = trades.Count,
        SkippedEntries = trades.Skipped,
        WinRate = trades.WinRate,
        ProfitFactor = trades.ProfitFactor,
        Expectancy = trades.Expectancy,
        AverageHoldingCandles = trades.AverageHolding,
        Exposure = equity.Candles == 0 ? 0 : (double)equity.ExposedCandles / equity.Candles,
        FeesPaid = trades.Fees,
        BuyAndHoldReturn = (candles.Close[^1] / candles.Open[0]) - 1,
        Candles = equity.Candles,
    };
}
