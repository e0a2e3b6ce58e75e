using Trad.Training.Validation.Backtests;
using Trad.Training.Validation.Statistics;

namespace Trad.Training.Validation.Trials;

/// <summary>The trades of a backtest as the test against random entries wants them.</summary>
internal static class TradedMarkets
{
    /// <summary>The symbols, with the opens on which trades could begin.</summary>
    public static IReadOnlyList<TradedMarket> FromResult(PartResult result)
    {
        var markets = new List<TradedMarket>(result.Accounts.Count);
        foreach (var account in result.Accounts)
        {
            var (first, count) = (account.Options.TradeFrom, account.Result.Equity.Count);
            var prices = new double[count + 1];
            account.Candles.Open.Slice(first, count).CopyTo(prices);
            prices[count] = account.Candles.Close[first + count - 1];

            // Slippage and half of the spread are in the fills; a random entry would pay them too.
            var inFills = 2 * (account.Options.Slippage + (account.Options.Spread / 2));
            var trades = new List<TimedTrade>(account.Result.Trades.Count);
            foreach (var trade in account.Result.Trades)
            {
                var entry = Math.Max(0, trade.EntryIndex - first);
                var fees = (trade.EntryFee + trade.ExitFee) / (Math.Abs(trade.Size) * trade.EntryPrice);
                trades.Add(
                    new TimedTrade(entry, Math.Max(1, trade.ExitIndex - trade.EntryIndex), trade.Size > 0, Math.Max(0, fees) + inFills));
            }

            markets.Add(new TradedMarket(prices, trades));
        }

        return markets;
    }
}
