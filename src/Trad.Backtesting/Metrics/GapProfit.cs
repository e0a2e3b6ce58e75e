using Trad.Backtesting.Simulation;
using Trad.Candles;
using Trad.Candles.Gaps;

namespace Trad.Backtesting.Metrics;

/// <summary>
/// How much of a profit was made by trades that were held across gaps of the candles: what the price did there nobody could see, and an
/// order may have been filled where nobody could trade. All amounts are in the quote currency, after costs.
/// </summary>
/// <param name="NetProfit">Profit of all trades together.</param>
/// <param name="Trades">Trades that were held across a gap, however short.</param>
/// <param name="Profit">Their profit.</param>
/// <param name="JumpTrades">Those of them that were held across a gap with a notable jump of the price.</param>
/// <param name="JumpProfit">Their profit.</param>
public sealed record GapProfit(double NetProfit, int Trades, double Profit, int JumpTrades, double JumpProfit)
{
    /// <summary>
    /// The share of the net profit that trades across gaps made; of a net loss the share of the loss. Absent without either.
    /// </summary>
    public double? Share => ShareOf(Profit);

    /// <summary>The same of the trades across gaps with a notable jump.</summary>
    public double? JumpShare => ShareOf(JumpProfit);

    /// <summary>Looks at the trades of a backtest.</summary>
    /// <param name="trades">The trades.</param>
    /// <param name="candles">The candles that their positions are of.</param>
    /// <param name="outages">The gaps of the candles, oldest first.</param>
    public static GapProfit Measure(IReadOnlyList<Trade> trades, CandleSeries candles, IReadOnlyList<Outage> outages)
    {
        var found = new GapProfit(0, 0, 0, 0, 0);
        var starts = outages.Select(outage => outage.From.ToUnixTimeMilliseconds()).ToList();
        foreach (var trade in trades)
        {
            var (isAcross, isAcrossJump) = (false, false);
            var exit = DateTimeOffset.FromUnixTimeMilliseconds(candles.OpenTime[trade.ExitIndex]);
            var entry = starts.BinarySearch(candles.OpenTime[trade.EntryIndex]);
            for (var i = entry < 0 ? ~entry : entry; !isAcrossJump && i < outages.Count && outages[i].To <= exit; i++)
            {
                // A gap begins behind the candle of the entry, and ends at that of the exit or before it.
                isAcross = true;
                isAcrossJump = outages[i].IsNotable;
            }

            found = new GapProfit(
                found.NetProfit + trade.Profit,
                found.Trades + (isAcross ? 1 : 0),
                found.Profit + (isAcross ? trade.Profit : 0),
                found.JumpTrades + (isAcrossJump ? 1 : 0),
                found.JumpProfit + (isAcrossJump ? trade.Profit : 0));
        }

        return found;
    }

    /// <summary>That of two accounts together.</summary>
    public static GapProfit operator +(GapProfit left, GapProfit right) => new(
        left.NetProfit + right.NetProfit, left.Trades + right.Trades, left.Profit + right.Profit, left.JumpTrades + right.JumpTrades,
        left.JumpProfit + right.JumpProfit);

    /// <summary>That of two accounts together.</summary>
    public GapProfit Add(GapProfit other) => this + other;

    private double? ShareOf(double profit) => NetProfit != 0 && double.IsFinite(profit / NetProfit) ? profit / NetProfit : null;
}
