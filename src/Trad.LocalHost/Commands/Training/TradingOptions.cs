using System.CommandLine;

namespace Trad.LocalHost.Commands.Training;

/// <summary>The options that say how the backtests of a training trade: costs, sizes, account, exits, filters and fills.</summary>
internal static class TradingOptions
{
    /// <summary>Adds them.</summary>
    public static void AddTo(RequestMembers members)
    {
        members.Add<double?>("fee-rate", "Taker fee per side, a fraction of the notional (default 0.001).");
        members.Add<double?>("slippage", "Slippage per side, a fraction of the price (default 0.0005).");
        members.AddInside<double?>(
            "costs", "maker-fee-rate", "makerFeeRate", "Fee of targets per side, negative for a rebate (default: as --fee-rate).");
        members.AddInside<double?>("costs", "minimum-fee", "minimumFee", "The least that a side costs, in the quote currency (default 0).");
        members.AddInside<double?>("costs", "spread", "spread", "Distance of ask and bid, a fraction of the price (default 0).");
        members.AddInside<double?>(
            "costs", "funding-rate", "fundingRate", "Funding of a perpetual every eight hours, a fraction of the notional (default 0).");
        AddFundingRates(members);
        members.AddInside<double?>(
            "costs", "atr-slippage", "atrSlippage",
            "Further slippage per side, times the average true range of the candle before (default 0).");
        members.Add<double?>("risk-per-trade", "Share of the equity that a stopped-out trade may lose (default 0.02).");
        members.AddInside<string>(
            "sizing", "sizing", "mode",
            "How large positions are (default risk-per-trade). One of: risk-per-trade, all-in, fixed-fraction, volatility-target.");
        members.AddInside<double?>(
            "sizing", "sizing-value", "value",
            "What the sizing is told: the risk (0.02), the share of the equity (0.1) or the yearly volatility (0.2).");
        members.AddInside<int?>(
            "sizing", "volatility-candles", "volatilityCandles",
            "Candles whose returns tell the volatility of a volatility-target (default 100).");
        AddAccount(members);
        AddExits(members);
        AddFilters(members);
        members.AddWord("fill-timing", "When orders fill; close is for comparisons only (default next-open)", ["next-open", "close"]);
        members.AddWord("direction", "What may be traded (default both)", ["both", "long", "short"]);
    }

    private static void AddFundingRates(RequestMembers members)
    {
        var option = new Option<FileInfo>("--funding-rates")
        {
            Description = "Funding of a perpetual as the exchange published it: a file of lines of time and rate, instead of --funding-rate.",
            HelpName = "file",
        };
        members.Add(option, (parsed, request) => RequestMembers.Inside(request, "costs")["fundingRates"] =
            FundingRatesFile.Read(parsed.GetValue(option)!));
    }

    private static void AddAccount(RequestMembers members)
    {
        members.AddInside<double?>(
            "account", "initial-capital", "initialCapital", "Cash at the start, in the quote currency (default 10000).");
        members.AddInside<double?>("account", "leverage", "leverage", "Notional that the equity carries at most, in multiples (default 1).");
        members.AddInside<double?>(
            "account", "maintenance-margin", "maintenanceMargin",
            "Share of the notional at which a position is closed by force (default: nothing is liquidated).");
        members.AddInside<bool?>(
            "account", "compounding", "compounding", "Whether positions are sized by the equity, not the initial capital (default true).");
    }

    private static void AddExits(RequestMembers members)
    {
        members.AddInside<double?>(
            "exits", "stop-loss", "stopLoss", "Distance of a stop from the signal's close, a fraction (default: the strategy's stop alone).");
        members.AddInside<double?>(
            "exits", "take-profit", "takeProfit",
            "Distance of a target from the signal's close, a fraction (default: the strategy's target alone).");
        members.AddInside<double?>(
            "exits", "trailing-stop", "trailingStop", "Distance at which a stop follows the best price, a fraction of it (default none).");
        members.AddInside<double?>(
            "exits", "break-even-after", "breakEvenAfter",
            "Gain, in stop distances, at which the stop moves to the entry price (default never).");
        members.AddInside<int?>(
            "exits", "maximum-holding", "maximumHolding", "Candles that a position is held at most (default: as the strategy says).");
        members.AddInside<bool?>(
            "exits", "exit-on-opposite-signal", "onOppositeSignal", "Whether a signal the other way ends a position (default true).");
    }

    private static void AddFilters(RequestMembers members)
    {
        members.AddInside<double?>("filters", "tick-size", "tickSize", "Step of prices at the exchange, quote currency (default 0: any).");
        members.AddInside<double?>("filters", "lot-size", "lotSize", "Step of sizes at the exchange, base currency (default 0: any).");
        members.AddInside<double?>("filters", "minimum-size", "minimumSize", "Least size of an order, base currency (default 0).");
        members.AddInside<double?>("filters", "minimum-notional", "minimumNotional", "Least notional of an entry, quote currency (default 0).");
    }
}
