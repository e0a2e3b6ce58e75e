using Trad.Backtesting.Simulation;
using Trad.Training.Data;

namespace Trad.Training.Validation.Backtests;

/// <summary>A backtest on a part of the range.</summary>
/// <param name="Part">The part.</param>
/// <param name="Accounts">The account of every symbol that has candles in it.</param>
/// <param name="Returns">Their joint return day by day.</param>
/// <param name="Market">What holding the symbols returned day by day, with the same capital in each.</param>
public sealed record PartResult(Period Part, IReadOnlyList<AccountPart> Accounts, DailyReturns Returns, DailyReturns Market)
{
    /// <summary>Trades, those still open at the end included.</summary>
    public int Trades => Accounts.Sum(account => account.Result.Trades.Count);

    /// <summary>The figures.</summary>
    public PartFigures Figures => FiguresOf(Trades, Returns.Values, Market.Values);

    /// <summary>The figures of days.</summary>
    /// <param name="trades">Trades on them.</param>
    /// <param name="returns">Returns of these days.</param>
    /// <param name="market">What holding returned on these days.</param>
    public static PartFigures FiguresOf(int trades, ReadOnlySpan<double> returns, ReadOnlySpan<double> market)
    {
        var total = DailyReturns.Total(returns);
        return new PartFigures(
            trades, total, DailyReturns.Annualised(total, returns.Length), DailyReturns.Sharpe(returns), DailyReturns.Drawdown(returns),
            DailyReturns.Total(market))
        {
            BuyAndHoldSharpe = DailyReturns.Sharpe(market),
        };
    }

    /// <summary>
    /// What every trade returned on the whole account as it was, in order of exit: 1 plus these multiply to the growth, as far as one
    /// position is held at a time.
    /// </summary>
    public IReadOnlyList<double> TradeReturns()
    {
        var equity = Accounts.Sum(account => account.InitialCapital);
        var returns = new List<double>(Trades);
        foreach (var trade in Accounts
            .SelectMany(account => account.Result.Trades.Select(trade => (Ended: account.Candles.OpenTime[trade.ExitIndex], trade.Profit)))
            .OrderBy(each => each.Ended))
        {
            if (equity <= 0)
            {
                break;
            }

            returns.Add(trade.Profit / equity);
            equity += trade.Profit;
        }

        return returns;
    }
}
