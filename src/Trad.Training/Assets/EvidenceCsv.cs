using System.Globalization;
using System.Text;

namespace Trad.Training.Assets;

/// <summary>Equity curves and trades as CSV: a header, UTC times in ISO 8601, numbers with every digit.</summary>
public static class EvidenceCsv
{
    /// <summary>An equity curve, one row per point.</summary>
    public static string Write(IReadOnlyList<EquityPoint> points)
    {
        var text = new StringBuilder("time,equity,drawdown,in_sample,chained_equity,chained_drawdown,held\n");
        foreach (var point in points)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{Time(point.Time)},{point.Equity:R},{point.Drawdown:R},{Flag(point.InSample)},"
                + $"{point.ChainedEquity:R},{point.ChainedDrawdown:R},{(point.Held is { } held ? Flag(held) : "")}\n");
        }

        return text.ToString();
    }

    /// <summary>Trades, one row each.</summary>
    public static string Write(IReadOnlyList<AssetTrade> trades)
    {
        var text = new StringBuilder(
            "entry_time,exit_time,symbol,direction,entry_price,exit_price,size,profit,profit_fraction,fees,exit_reason,in_sample,funding,held_candles\n");
        foreach (var trade in trades)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"{Time(trade.EntryTime)},{Time(trade.ExitTime)},{trade.Symbol},{trade.Direction},{trade.EntryPrice:R},{trade.ExitPrice:R},"
                + $"{trade.Size:R},{trade.Profit:R},{trade.ProfitFraction:R},{trade.Fees:R},"
                + $"{EnumNames.Of(trade.ExitReason)},{Flag(trade.InSample)},"
                + $"{trade.Funding:R},{trade.HeldCandles}\n");
        }

        return text.ToString();
    }

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string Flag(bool value) => value ? "true" : "false";
}
