using Trad.Backtesting.Simulation;
using Trad.Formats.Parquet;
using Trad.Training.Assets;

namespace Trad.Storage.Assets;

/// <summary>Turns what an asset did into the columns of its files, and back.</summary>
internal static class EvidenceColumns
{
    public static EquityColumns ToColumns(IReadOnlyList<EquityPoint> points) => new(
        Column(points, point => point.Time.UtcDateTime),
        Column(points, point => point.Equity),
        Column(points, point => point.Drawdown),
        Column(points, point => point.InSample),
        Column(points, point => point.ChainedEquity),
        Column(points, point => point.ChainedDrawdown),
        Column(points, point => point.Held));

    public static TradeColumns ToColumns(IReadOnlyList<AssetTrade> trades) => new(
        Column(trades, trade => trade.EntryTime.UtcDateTime),
        Column(trades, trade => trade.ExitTime.UtcDateTime),
        Column(trades, trade => trade.Symbol),
        Column(trades, trade => trade.Direction),
        Column(trades, trade => trade.ExitReason.ToString()),
        Column(trades, trade => trade.InSample))
    {
        EntryPrice = Column(trades, trade => trade.EntryPrice),
        ExitPrice = Column(trades, trade => trade.ExitPrice),
        Size = Column(trades, trade => trade.Size),
        Profit = Column(trades, trade => trade.Profit),
        ProfitFraction = Column(trades, trade => trade.ProfitFraction),
        Fees = Column(trades, trade => trade.Fees),
        Funding = Column(trades, trade => trade.Funding),
        HeldCandles = Column(trades, trade => trade.HeldCandles),
    };

    public static EquityPoint[] ToPoints(EquityColumns curve)
    {
        var points = new EquityPoint[curve.Time.Length];
        for (var i = 0; i < points.Length; i++)
        {
            points[i] = new EquityPoint(
                Utc(curve.Time[i]), curve.Equity[i], curve.Drawdown[i], curve.InSample[i], curve.ChainedEquity[i],
                curve.ChainedDrawdown[i], curve.Held[i]);
        }

        return points;
    }

    public static AssetTrade[] ToTrades(TradeColumns trades)
    {
        var made = new AssetTrade[trades.EntryTime.Length];
        for (var i = 0; i < made.Length; i++)
        {
            made[i] = new AssetTrade(
                Utc(trades.EntryTime[i]), Utc(trades.ExitTime[i]), trades.Direction[i], trades.EntryPrice[i], trades.ExitPrice[i],
                trades.Size[i], trades.Profit[i], trades.ProfitFraction[i], trades.Fees[i], Enum.Parse<ExitReason>(trades.ExitReason[i]),
                trades.InSample[i], trades.Symbol[i], trades.Funding[i], trades.HeldCandles[i]);
        }

        return made;
    }

    private static TValue[] Column<TRow, TValue>(IReadOnlyList<TRow> rows, Func<TRow, TValue> value)
    {
        var column = new TValue[rows.Count];
        for (var i = 0; i < column.Length; i++)
        {
            column[i] = value(rows[i]);
        }

        return column;
    }

    private static DateTimeOffset Utc(DateTime time) => new(DateTime.SpecifyKind(time, DateTimeKind.Utc));
}
