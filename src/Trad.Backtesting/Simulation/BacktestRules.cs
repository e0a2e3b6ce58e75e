using System.Globalization;
using Trad.Backtesting.Costs;
using Trad.Candles;

namespace Trad.Backtesting.Simulation;

/// <summary>What the conditions of a backtest may be.</summary>
internal static class BacktestRules
{
    private const string Fraction = "a fraction from 0 to below 1";
    private const string Positive = "a fraction above 0 and below 1";

    /// <summary>Refuses options that make no sense, and series that are too short.</summary>
    /// <exception cref="ArgumentException">Names the option, its value and what is allowed.</exception>
    public static void Check(BacktestOptions options, CandleSeries candles, int warmUp)
    {
        CheckCosts(options);
        CheckSizing(options);
        CheckExits(options);
        Require(
            options.TradeFrom >= 0 && options.TradeFrom < candles.Count,
            "first candle to trade on", options.TradeFrom, $"a position among the {candles.Count} candles");
        if (candles.Count <= warmUp)
        {
            throw new ArgumentException(
                $"The {candles.Count} candles are too few: the strategy needs {warmUp} before its first signal with these parameters.");
        }

        if (options.IntrabarPath is { } path
            && (path.Interval >= candles.Interval || !candles.Interval.IsTiledBy(path.Interval)))
        {
            throw new ArgumentException(
                $"The intrabar candles are of {path.Interval}; allowed is an interval that divides {candles.Interval}.");
        }
    }

    private static void CheckCosts(BacktestOptions options)
    {
        Require(
            options.InitialCapital > 0 && double.IsFinite(options.InitialCapital), "initial capital", options.InitialCapital,
            "a positive number");
        Require(options.FeeRate is >= 0 and < 1, "fee rate", options.FeeRate, Fraction);
        Require(
            options.MakerFeeRate is null or (> -1 and < 1), "maker fee rate", options.MakerFeeRate,
            "a fraction between -1 (a rebate) and 1");
        Require(options.MinimumFee >= 0 && double.IsFinite(options.MinimumFee), "minimum fee", options.MinimumFee, "a number not below 0");
        Require(options.Slippage is >= 0 and < 1, "slippage", options.Slippage, Fraction);
        Require(options.AtrSlippage is >= 0 and <= 10, "slippage in average true ranges", options.AtrSlippage, "a number from 0 to 10");
        Require(options.Spread is >= 0 and < 1, "spread", options.Spread, Fraction);
        foreach (var (name, step) in Filters(options.Filters))
        {
            Require(step >= 0 && double.IsFinite(step), name, step, "a number not below 0");
        }
    }

    private static void CheckSizing(BacktestOptions options)
    {
        Require(
            Enum.IsDefined(options.Sizing), "position sizing", (double)options.Sizing, string.Join(", ", Enum.GetNames<PositionSizing>()));
        Require(options.RiskPerTrade is > 0 and <= 1, "risk per trade", options.RiskPerTrade, "a fraction above 0 and at most 1");
        Require(
            options.PositionFraction > 0 && double.IsFinite(options.PositionFraction), "position fraction", options.PositionFraction,
            "a positive number");
        Require(
            options.TargetVolatility > 0 && double.IsFinite(options.TargetVolatility), "target volatility", options.TargetVolatility,
            "a positive number");
        Require(
            options.VolatilityCandles is >= 2 and <= 10_000, "volatility candles", options.VolatilityCandles,
            "a whole number from 2 to 10000");
        Require(options.Leverage is >= 1 and <= 1000, "leverage", options.Leverage, "a number from 1 to 1000");
        Require(options.MaintenanceMargin is null or (>= 0 and < 1), "maintenance margin", options.MaintenanceMargin, Fraction);
    }

    private static void CheckExits(BacktestOptions options)
    {
        Require(
            Enum.IsDefined(options.FillTiming), "fill timing", (double)options.FillTiming, string.Join(", ", Enum.GetNames<FillTiming>()));
        Require(
            Enum.IsDefined(options.Directions), "directions", (double)options.Directions,
            string.Join(", ", Enum.GetNames<TradeDirections>()));
        Require(options.StopLoss is null or (> 0 and < 1), "stop loss", options.StopLoss, Positive);
        Require(options.TakeProfit is null or (> 0 and < 1), "take profit", options.TakeProfit, Positive);
        Require(options.TrailingStop is null or (> 0 and < 1), "trailing stop", options.TrailingStop, Positive);
        Require(
            options.BreakEvenAfter is null || (options.BreakEvenAfter > 0 && double.IsFinite(options.BreakEvenAfter.Value)),
            "break-even reward", options.BreakEvenAfter, "a number of stop distances above 0");
        Require(options.MaximumHolding >= 0, "maximum holding", options.MaximumHolding, "a number of candles not below 0");
        Require(options.LongestGap is not { Ticks: < 0 }, "longest gap in hours", options.LongestGap?.TotalHours, "a time not below 0");
        Require(options.WarmUpAfterGap is not < 0, "warm-up after a gap", options.WarmUpAfterGap, "a number of candles not below 0");
        Require(
            options.AnnualisedFrom >= TimeSpan.Zero, "length to annualise from in days", options.AnnualisedFrom.TotalDays,
            "a time not below 0");
    }

    private static IEnumerable<(string Name, double Value)> Filters(ExchangeFilters? filters) => filters is null
        ? []
        :
        [
            ("tick size", filters.TickSize), ("lot size", filters.LotSize),
            ("minimum size", filters.MinimumSize), ("minimum notional", filters.MinimumNotional),
        ];

    private static void Require(bool holds, string name, double? value, string allowed)
    {
        if (!holds)
        {
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The {name} is {value}; allowed is {allowed}."));
        }
    }
}
