using Trad.Backtesting.Simulation;
using Trad.Candles;
using Trad.Training.Data;

namespace Trad.Training.Validation.Backtests;

/// <summary>Daily returns of accounts.</summary>
internal static class DailyEquity
{
    /// <summary>The return of all accounts together, day by day; an account that has not begun has its capital.</summary>
    public static DailyReturns ReturnsOf(IReadOnlyList<AccountPart> accounts, Period part)
    {
        var (first, days) = DaysOf(part);
        var equity = new double[days];
        foreach (var account in accounts)
        {
            var (candles, values) = (account.Candles, account.Result.Equity);
            var start = account.Options.TradeFrom;
            AddDays(
                equity, first, values.Count, i => candles.OpenTime[start + i], i => values[i], account.InitialCapital,
                candles.Interval);
        }

        return Returns(equity, first, accounts.Sum(account => account.InitialCapital));
    }

    /// <summary>
    /// What holding the symbols of the accounts returned, day by day, each bought with the same capital at the open of its first candle.
    /// </summary>
    public static DailyReturns MarketOf(IReadOnlyList<AccountPart> accounts, Period part)
    {
        var (first, days) = DaysOf(part);
        var worth = new double[days];
        foreach (var account in accounts)
        {
            var candles = account.Candles;
            var start = account.Options.TradeFrom;
            var bought = candles.Open[start];
            AddDays(
                worth, first, account.Result.Equity.Count, i => candles.OpenTime[start + i], i => candles.Close[start + i] / bought, 1,
                candles.Interval);
        }

        return Returns(worth, first, accounts.Count);
    }

    private static (long First, int Days) DaysOf(Period part)
    {
        var first = Math.DivRem(part.From.ToUnixTimeMilliseconds(), DailyReturns.DayMs).Quotient;
        var last = (part.To.ToUnixTimeMilliseconds() - 1) / DailyReturns.DayMs;
        return (first, (int)(last - first + 1));
    }

    // The last value of every day; a day without one keeps what was there.
    private static void AddDays(
        double[] sums, long first, int count, Func<int, long> openTime, Func<int, double> value, double initial, Interval interval)
    {
        var (position, current) = (0, initial);
        for (var day = 0; day < sums.Length; day++)
        {
            var end = (first + day + 1) * DailyReturns.DayMs;
            var last = LastBefore(count, openTime, position, interval.LatestOpenClosedAt(end));
            if (last >= position)
            {
                (position, current) = (last + 1, value(last));
            }

            sums[day] += current;
        }
    }

    // The last position whose candle opens no later than a moment; before `from` when there is none.
    private static int LastBefore(int count, Func<int, long> openTime, int from, long latest)
    {
        var (low, high) = (from, count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (openTime(middle) <= latest)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low - 1;
    }

    private static DailyReturns Returns(double[] worth, long first, double initial)
    {
        var returns = new double[worth.Length];
        var before = initial;
        for (var day = 0; day < worth.Length; day++)
        {
            // Nothing comes of an account that was lost.
            returns[day] = before > 0 ? Math.Max(-1, (worth[day] / before) - 1) : 0;
            before = worth[day];
        }

        return new DailyReturns(first, returns);
    }
}
