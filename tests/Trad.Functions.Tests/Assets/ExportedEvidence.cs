using System.Globalization;

namespace Trad.Functions.Tests.Assets;

/// <summary>
/// The figures of one part of an asset, each from its definition, from the files that a person takes away: the rows of
/// <c>equity?format=csv</c> and <c>trades?format=csv</c>. Nothing of the product computes here.
/// </summary>
internal sealed class ExportedEvidence
{
    private const double CandlesPerYear = 365 * 288;

    private readonly double[] _equity;
    private readonly double[] _drawdown;
    private readonly bool[] _held;
    private readonly double _initial;

    /// <summary>The part in sample, or the part held out.</summary>
    public ExportedEvidence(string equityCsv, string tradesCsv, double initialEquity, bool isInSample)
    {
        var points = Rows(equityCsv).Where(row => row["in_sample"] == (isInSample ? "true" : "false")).ToList();
        _equity = [.. points.Select(row => Number(row["equity"]))];
        _drawdown = [.. points.Select(row => Number(row["drawdown"]))];
        _held = [.. points.Select(row => row["held"] == "true")];
        _initial = initialEquity;
        (Start, End) = (Time(points[0]["time"]).AddMinutes(-5), Time(points[^1]["time"]));
        Trades =
        [
            .. Rows(tradesCsv).Where(row => row["in_sample"] == (isInSample ? "true" : "false")).Select(row => new ExportedTrade(
                row["symbol"], row["exit_time"], Number(row["profit"]), Number(row["fees"]), Number(row["funding"]),
                Number(row["size"]) * Number(row["entry_price"]), Number(row["size"]) * Number(row["exit_price"]), row["exit_reason"],
                int.Parse(row["held_candles"], CultureInfo.InvariantCulture))),
        ];
    }

    public IReadOnlyList<ExportedTrade> Trades { get; }

    /// <summary>The open of the first candle.</summary>
    public DateTimeOffset Start { get; }

    /// <summary>The close of the last candle.</summary>
    public DateTimeOffset End { get; }

    public double FinalEquity => _equity[^1];

    public int Candles => _equity.Length;

    public double DeepestInColumn => _drawdown.Max();

    /// <summary>Every metric by its name in the catalog, but for those that need the market; null where it is not defined.</summary>
    /// <param name="symbols">The order in which trades count that ended together.</param>
    public Dictionary<string, double?> Figures(IReadOnlyList<string> symbols)
    {
        double[] equity = [_initial, .. _equity];
        double[] returns = [.. equity.Zip(equity.Skip(1), (before, after) => before > 0 ? (after / before) - 1 : 0)];
        var mean = returns.Average();
        double Moment(int order) => returns.Average(change => Math.Pow(change - mean, order));
        var varies = Moment(2) > 0;
        var deviation = Math.Sqrt(returns.Sum(change => (change - mean) * (change - mean)) / (returns.Length - 1));
        var ratio = varies ? mean / deviation : 0;
        double? skewness = varies ? Moment(3) / Math.Pow(Moment(2), 1.5) : null;
        double? kurtosis = varies ? Moment(4) / Math.Pow(Moment(2), 2) : null;
        var losses = returns.Where(change => change < 0).ToList();
        double[] falls = [.. Enumerable.Range(1, _equity.Length).Select(i => 1 - (equity[i] / equity[..(i + 1)].Max()))];
        var drawdowns = Stretches(falls);
        double? annualised = (End - Start).TotalDays < 90 ? null : Math.Pow(equity[^1] / equity[0], CandlesPerYear / returns.Length) - 1;
        var trades = Trades.OrderBy(trade => trade.ExitTime, StringComparer.Ordinal).ThenBy(trade => symbols.ToList().IndexOf(trade.Symbol))
            .ToList();
        var profits = trades.ConvertAll(trade => trade.Profit);
        var wins = profits.Where(profit => profit > 0).ToList();
        var lost = profits.Where(profit => profit < 0).ToList();
        double? WithTrades(Func<double> value) => trades.Count > 0 ? value() : null;
        double? WithDrawdowns(Func<double> value) => drawdowns.Count > 0 ? value() : null;
        var profitDeviation = profits.Count > 1
            ? Math.Sqrt(profits.Sum(profit => Math.Pow(profit - profits.Average(), 2)) / (profits.Count - 1))
            : 0;
        return new()
        {
            ["total-return"] = (equity[^1] / equity[0]) - 1,
            ["annualised-return"] = annualised,
            ["volatility"] = deviation * Math.Sqrt(CandlesPerYear),
            ["sharpe"] = varies ? ratio * Math.Sqrt(CandlesPerYear) : null,
            ["sortino"] = losses.Count > 0
                ? mean / Math.Sqrt(losses.Sum(change => change * change) / returns.Length) * Math.Sqrt(CandlesPerYear)
                : null,
            ["calmar"] = drawdowns.Count > 0 ? annualised / falls.Max() : null,
            ["omega"] = losses.Count > 0 ? returns.Where(change => change > 0).Sum() / -losses.Sum() : null,
            ["skewness"] = skewness,
            ["kurtosis"] = kurtosis - 3,
            ["probabilistic-sharpe"] = varies
                ? Probability(
                    ratio * Math.Sqrt(returns.Length - 1) / Math.Sqrt(
                        1 - (skewness!.Value * ratio) + ((kurtosis!.Value - 1) / 4 * ratio * ratio)))
                : null,
            ["value-at-risk"] = -returns.Order().ElementAt((int)Math.Ceiling(0.05 * returns.Length) - 1),
            ["maximum-drawdown"] = falls.Max(),
            ["average-drawdown"] = WithDrawdowns(() => drawdowns.Average(stretch => stretch.Max())),
            ["longest-drawdown"] = drawdowns.Count > 0 ? drawdowns.Max(stretch => stretch.Count) : 0,
            ["average-drawdown-duration"] = WithDrawdowns(() => drawdowns.Average(stretch => stretch.Count)),
            ["ulcer-index"] = Math.Sqrt(falls.Average(fall => fall * fall)),
            ["trades"] = trades.Count,
            ["win-rate"] = WithTrades(() => (double)wins.Count / trades.Count),
            ["profit-factor"] = lost.Count > 0 ? wins.Sum() / -lost.Sum() : null,
            ["expectancy"] = WithTrades(profits.Average),
            ["payoff-ratio"] = wins.Count > 0 && lost.Count > 0 ? wins.Average() / -lost.Average() : null,
            ["sqn"] = profitDeviation > 0 ? Math.Sqrt(profits.Count) * profits.Average() / profitDeviation : null,
            ["sqn-bound"] = profitDeviation > 0
                ? (Math.Sqrt(profits.Count) * profits.Average() / profitDeviation) - StudentQuantile(profits.Count - 1)
                : null,
            ["best-trade"] = WithTrades(() => trades.Max(trade => trade.Profit / trade.EntryNotional)),
            ["worst-trade"] = WithTrades(() => trades.Min(trade => trade.Profit / trade.EntryNotional)),
            ["longest-losing-streak"] = LosingStreak(profits),
            ["average-holding"] = WithTrades(() => trades.Average(trade => trade.HeldCandles)),
            ["longest-holding"] = WithTrades(() => trades.Max(trade => trade.HeldCandles)),
            ["exposure"] = _held.Count(held => held) / (double)_held.Length,
            ["turnover"] = trades.Sum(
                trade => trade.EntryNotional + (trade.ExitReason == "open" ? 0 : trade.ExitNotional)) / _equity.Average(),
            ["fees-paid"] = trades.Sum(trade => trade.Fees),
            ["funding-paid"] = trades.Sum(trade => trade.Funding),
        };
    }

    private static IEnumerable<Dictionary<string, string>> Rows(string csv)
    {
        var lines = csv.TrimEnd().Split('\n');
        var header = lines[0].Split(',');
        return lines.Skip(1).Select(line => header.Zip(line.Split(',')).ToDictionary(cell => cell.First, cell => cell.Second));
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static List<List<double>> Stretches(double[] falls)
    {
        var all = new List<List<double>>();
        for (var i = 0; i < falls.Length; i++)
        {
            if (falls[i] > 0)
            {
                if (i == 0 || falls[i - 1] <= 0)
                {
                    all.Add([]);
                }

                all[^1].Add(falls[i]);
            }
        }

        return all;
    }

    private static int LosingStreak(List<double> profits)
    {
        var (longest, running) = (0, 0);
        foreach (var profit in profits)
        {
            running = profit < 0 ? running + 1 : 0;
            longest = Math.Max(longest, running);
        }

        return longest;
    }

    // Simpson's rule over the density.
    private static readonly System.Collections.Concurrent.ConcurrentDictionary<int, double> Quantiles = new();

    // By bisection of the integral of the density, in the angle atan(t / √ν), by Simpson's rule.
    private static double StudentQuantile(int freedom) => Quantiles.GetOrAdd(freedom, ComputeStudentQuantile);

    private static double ComputeStudentQuantile(int freedom)
    {
        double Integral(double to)
        {
            const int Steps = 2000;
            return Enumerable.Range(0, Steps + 1)
                .Sum(i => (i is 0 or Steps ? 1 : i % 2 == 1 ? 4 : 2) * Math.Pow(Math.Cos(i * to / Steps), freedom - 1)) * to / (3 * Steps);
        }

        var half = Integral(Math.PI / 2);
        var (low, high) = (1.6, 6.4);
        for (var i = 0; i < 50; i++)
        {
            var middle = (low + high) / 2;
            (low, high) = Integral(Math.Atan(middle / Math.Sqrt(freedom))) < 0.9 * half ? (middle, high) : (low, middle);
        }

        return low;
    }

    private static double Probability(double x)
    {
        const int Steps = 4000;
        var width = x / Steps;
        double Density(int i) => Math.Exp(-(i * width) * (i * width) / 2) / Math.Sqrt(2 * Math.PI);
        return 0.5 + ((
            Density(0) + Density(Steps) + Enumerable.Range(1, Steps - 1).Sum(i => Density(i) * (i % 2 == 1 ? 4 : 2))) * width / 3);
    }

    /// <summary>A trade as it stands in the file.</summary>
    internal sealed record ExportedTrade(
        string Symbol, string ExitTime, double Profit, double Fees, double Funding, double EntryNotional, double ExitNotional,
        string ExitReason, int HeldCandles);
}
