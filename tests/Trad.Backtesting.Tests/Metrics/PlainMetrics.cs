using Trad.Backtesting.Simulation;
using Trad.Backtesting.Tests.Simulation;

namespace Trad.Backtesting.Tests.Metrics;

/// <summary>Every metric from its formula, straight from the equity curve and the list of trades.</summary>
internal sealed class PlainMetrics
{
    private readonly Dictionary<string, double?> _values;

    public PlainMetrics(PlainRun run, PlainEngine plain, IEnumerable<double> curve)
    {
        double[] equity = [run.Options.InitialCapital, .. curve];
        double[] returns = [.. equity.Zip(equity.Skip(1), (before, after) => before > 0 ? (after / before) - 1 : 0)];
        var held = run.Candles.Slice(run.Options.TradeFrom, returns.Length);
        var years = (held.OpenTime[^1] + 300_000 - held.OpenTime[0]) / (365 * 86_400_000.0);
        var perYear = returns.Length / years;
        var mean = returns.Average();
        var deviation = PlainIndicators.SampleDeviation(returns);
        double Moment(int order) => returns.Average(change => Math.Pow(change - mean, order));
        var varies = Moment(2) > 0;
        var skewness = varies ? Moment(3) / Math.Pow(Moment(2), 1.5) : (double?)null;
        var kurtosis = varies ? Moment(4) / Math.Pow(Moment(2), 2) : (double?)null;
        var losses = returns.Where(change => change < 0).ToList();
        double[] falls = [.. equity.Select((value, i) => 1 - (value / equity[..(i + 1)].Max())).Skip(1)];
        var drawdowns = Drawdowns(falls);
        var growth = equity[^1] > 0 ? Math.Pow(equity[^1] / equity[0], 1 / years) - 1 : double.NaN;
        var annualised = double.IsFinite(growth) ? growth : (double?)null;
        var total = (equity[^1] / equity[0]) - 1;
        var longest = (run.Options.LongestGap ?? TimeSpan.FromDays(1)).TotalMilliseconds + 300_000;
        var market = 1.0;
        for (var i = 0; i < held.Count; i++)
        {
            // From the close before, or from the open behind a hole.
            market *= held.Close[i] / (i > 0 && held.OpenTime[i] - held.OpenTime[i - 1] <= longest ? held.Close[i - 1] : held.Open[i]);
        }

        var buyAndHold = market - 1;
        var trades = plain.Trades;
        double[] profits = [.. trades.Select(
            trade => (trade.Size * (trade.ExitPrice - trade.EntryPrice)) - trade.EntryFee - trade.ExitFee - trade.Funding)];
        double[] wins = [.. profits.Where(profit => profit > 0)];
        double[] lost = [.. profits.Where(profit => profit < 0)];
        double? WithTrades(Func<double> value) => trades.Count > 0 ? value() : null;
        double? WithDrawdowns(Func<double> value) => drawdowns.Count > 0 ? value() : null;
        var meanEquity = plain.Equity.Average();
        var profitDeviation = profits.Length > 1 ? PlainIndicators.SampleDeviation(profits) : 0;
        var ratio = varies ? mean / deviation : 0;

        _values = new()
        {
            ["total-return"] = total,
            ["annualised-return"] = annualised,
            ["volatility"] = deviation * Math.Sqrt(perYear),
            ["sharpe"] = varies ? ratio * Math.Sqrt(perYear) : null,
            ["sortino"] = losses.Count > 0
                ? mean / Math.Sqrt(losses.Sum(change => change * change) / returns.Length) * Math.Sqrt(perYear)
                : null,
            ["calmar"] = drawdowns.Count > 0 ? annualised / falls.Max() : null,
            ["omega"] = losses.Count > 0 ? returns.Where(change => change > 0).Sum() / -losses.Sum() : null,
            ["skewness"] = skewness,
            ["kurtosis"] = kurtosis - 3,
            ["probabilistic-sharpe"] = varies
                ? NormalProbability(ratio * Math.Sqrt(returns.Length - 1)
                    / Math.Sqrt(1 - (skewness!.Value * ratio) + ((kurtosis!.Value - 1) / 4 * ratio * ratio)))
                : null,
            ["value-at-risk"] = -returns.Order().ElementAt((int)Math.Ceiling(0.05 * returns.Length) - 1),
            ["maximum-drawdown"] = falls.Max(),
            ["average-drawdown"] = WithDrawdowns(() => drawdowns.Average(drawdown => drawdown.Max())),
            ["longest-drawdown"] = drawdowns.Count > 0 ? drawdowns.Max(drawdown => drawdown.Count) : 0,
            ["average-drawdown-duration"] = WithDrawdowns(() => drawdowns.Average(drawdown => drawdown.Count)),
            ["ulcer-index"] = Math.Sqrt(falls.Average(fall => fall * fall)),
            ["trades"] = trades.Count,
            ["win-rate"] = WithTrades(() => (double)wins.Length / trades.Count),
            ["profit-factor"] = lost.Length > 0 ? wins.Sum() / -lost.Sum() : null,
            ["expectancy"] = WithTrades(profits.Average),
            ["payoff-ratio"] = wins.Length > 0 && lost.Length > 0 ? wins.Average() / -lost.Average() : null,
            ["sqn"] = profitDeviation > 0 ? Math.Sqrt(profits.Length) * profits.Average() / profitDeviation : null,
            ["sqn-bound"] = profitDeviation > 0
                ? (Math.Sqrt(profits.Length) * profits.Average() / profitDeviation) - StudentQuantile(profits.Length - 1)
                : null,
            ["best-trade"] = WithTrades(() => trades.Zip(profits, ReturnOf).Max()),
            ["worst-trade"] = WithTrades(() => trades.Zip(profits, ReturnOf).Min()),
            ["longest-losing-streak"] = Streak(profits),
            ["average-holding"] = WithTrades(() => trades.Average(trade => trade.ExitIndex - trade.EntryIndex + 1)),
            ["longest-holding"] = WithTrades(() => trades.Max(trade => trade.ExitIndex - trade.EntryIndex + 1)),
            ["exposure"] = plain.Exposed.Count(exposed => exposed) / (double)plain.Exposed.Count,
            ["turnover"] = meanEquity > 0 ? trades.Sum(Traded) / meanEquity : null,
            ["fees-paid"] = trades.Sum(trade => trade.EntryFee + trade.ExitFee),
            ["funding-paid"] = trades.Sum(trade => trade.Funding),
            ["buy-and-hold-return"] = buyAndHold,
            ["excess-return"] = total - buyAndHold,
        };
    }

    public double? Value(string metric) => _values[metric];

    private static readonly System.Collections.Concurrent.ConcurrentDictionary<int, double> Quantiles = new();

    // By bisection of the integral of the density, in the angle atan(t / √ν), by Simpson's rule.
    private static double StudentQuantile(int freedom) => Quantiles.GetOrAdd(freedom, ComputeStudentQuantile);

    private static double ComputeStudentQuantile(int freedom)
    {
        double Integral(double from, double to)
        {
            const int Steps = 2000;
            var width = (to - from) / Steps;
            return Enumerable.Range(0, Steps + 1).Sum(i =>
                (i is 0 or Steps ? 1 : i % 2 == 1 ? 4 : 2) * Math.Pow(Math.Cos(from + (i * width)), freedom - 1)) * width / 3;
        }

        var half = Integral(0, Math.PI / 2);
        var (low, high) = (1.6, 6.4);
        for (var i = 0; i < 50; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = Integral(0, Math.Atan(middle / Math.Sqrt(freedom))) < 0.9 * half ? (middle, high) : (low, middle);
        }

        return low;
    }

    private static double ReturnOf(Trade trade, double profit) => profit / (Math.Abs(trade.Size) * trade.EntryPrice);

    private static double Traded(Trade trade) =>
        Math.Abs(trade.Size) * (trade.Reason == ExitReason.Open ? trade.EntryPrice : trade.EntryPrice + trade.ExitPrice);

    private static List<List<double>> Drawdowns(double[] falls)
    {
        var all = new List<List<double>>();
        for (var i = 0; i < falls.Length; i++)
        {
            if (falls[i] > 0 && (i == 0 || falls[i - 1] <= 0))
            {
                all.Add([]);
            }

            if (falls[i] > 0)
            {
                all[^1].Add(falls[i]);
            }
        }

        return all;
    }

    private static int Streak(double[] profits)
    {
        var (longest, running) = (0, 0);
        foreach (var profit in profits)
        {
            running = profit < 0 ? running + 1 : 0;
            longest = Math.Max(longest, running);
        }

        return longest;
    }

    // Simpson's rule over the density: slow, and independent of any approximation.
    private static double NormalProbability(double x)
    {
        const int Steps = 2000;
        var width = x / Steps;
        double Density(int i) => Math.Exp(-(i * width) * (i * width) / 2) / Math.Sqrt(2 * Math.PI);
        var sum = Density(0) + Density(Steps) + Enumerable.Range(1, Steps - 1).Sum(i => Density(i) * (i % 2 == 1 ? 4 : 2));
        return 0.5 + (sum * width / 3);
    }
}
