using Trad.Formats.Tables;

namespace Trad.Training.Assets;

/// <summary>Equity curves and trades as CSV: a header, UTC times in ISO 8601, numbers with every digit.</summary>
public static class EvidenceCsv
{
    private static readonly TableColumn<EquityPoint>[] Equity =
    [
        new TimeColumn<EquityPoint>("time", point => point.Time),
        new NumberColumn<EquityPoint>("equity", point => point.Equity),
        new NumberColumn<EquityPoint>("drawdown", point => point.Drawdown),
        new FlagColumn<EquityPoint>("in_sample", point => point.InSample),
        new NumberColumn<EquityPoint>("chained_equity", point => point.ChainedEquity),
        new NumberColumn<EquityPoint>("chained_drawdown", point => point.ChainedDrawdown),
        new FlagColumn<EquityPoint>("held", point => point.Held),
    ];

    private static readonly TableColumn<AssetTrade>[] Trades =
    [
        new TimeColumn<AssetTrade>("entry_time", trade => trade.EntryTime),
        new TimeColumn<AssetTrade>("exit_time", trade => trade.ExitTime),
        new TextColumn<AssetTrade>("symbol", trade => trade.Symbol),
        new TextColumn<AssetTrade>("direction", trade => trade.Direction),
        new NumberColumn<AssetTrade>("entry_price", trade => trade.EntryPrice),
        new NumberColumn<AssetTrade>("exit_price", trade => trade.ExitPrice),
        new NumberColumn<AssetTrade>("size", trade => trade.Size),
        new NumberColumn<AssetTrade>("profit", trade => trade.Profit),
        new NumberColumn<AssetTrade>("profit_fraction", trade => trade.ProfitFraction),
        new NumberColumn<AssetTrade>("fees", trade => trade.Fees),
        new TextColumn<AssetTrade>("exit_reason", trade => EnumNames.Format(trade.ExitReason)),
        new FlagColumn<AssetTrade>("in_sample", trade => trade.InSample),
        new NumberColumn<AssetTrade>("funding", trade => trade.Funding),
        new NumberColumn<AssetTrade>("held_candles", trade => trade.HeldCandles),
    ];

    /// <summary>An equity curve, one row per point.</summary>
    public static string Write(IReadOnlyList<EquityPoint> points) => TableFile.ToCsv(Equity, points);

    /// <summary>Trades, one row each.</summary>
    public static string Write(IReadOnlyList<AssetTrade> trades) => TableFile.ToCsv(Trades, trades);
}
