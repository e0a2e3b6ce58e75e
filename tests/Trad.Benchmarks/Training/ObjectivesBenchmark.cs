using System.Globalization;
using Trad.Backtesting.Indicators;
using Trad.Backtesting.Metrics;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;
using Trad.Benchmarks.Optimization;
using Trad.Candles;
using Trad.Optimization;
using Trad.Optimization.Spaces;
using Trad.Testing;
using Trad.Training;
using Trad.Training.Requests;
using Trad.Training.Trials;

namespace Trad.Benchmarks.Training;

/// <summary>
/// What winners are worth on unseen candles, by the objective that chose them: ranges of 30 days of real candles, of which the
/// last fifth is held out, two strategies, 20 and 100 trials, and random walks with trends that can be followed:
/// <c>objectives [ten|all] [seed]</c>.
/// </summary>
public sealed class ObjectivesBenchmark : IBenchmark
{
    private const int Days = 30;
    private const int WarmUp = 500;
    private const double HoldOut = 0.2;
    private const int Batch = 4;
    private const int CandlesPerDay = 288;
    private const int MostReal = 10;
    private const int PlantedRanges = 20;

    private static readonly string[] Files =
    [
        SharedCandles.Bitcoin18Months,
        "candles/bench/ETHUSDT-5m-20240101-20250630.csv.gz",
        "candles/bench/SOLUSDT-5m-20240101-20240923.csv.gz",
        "candles/bench/SOLUSDT-5m-20250101-20250617.csv.gz",
    ];

    /// <inheritdoc/>
    public string Name => "objectives";

    /// <inheritdoc/>
    public string Description => "hold-out of the winners of 30-day ranges by objective and smallest number of trades: [ten|all] [seed=7]";

    /// <inheritdoc/>
    public Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var paths = Files.Select(SharedData.Find).ToList();
        if (paths.Contains(null))
        {
            Console.WriteLine("The shared candles are not beside the project.");
            return Task.FromResult(1);
        }

        var seed = arguments.Count > 1 ? ulong.Parse(arguments[1], CultureInfo.InvariantCulture) : 7;
        var all = paths.SelectMany(path => Ranges(SharedCandles.Read(path!, Interval.FiveMinutes))).ToList();
        IReadOnlyList<CandleSeries> real = arguments is ["all", ..]
            ? all
            : [.. all.Where((_, i) => i % (all.Count / MostReal) == 0).Take(MostReal)];
        Compare("real candles", real, ["moving-average-crossover", "liquidity-sweep"], [20, 100], seed, cancellationToken);
        Compare(
            "random walks with trends", [.. Enumerable.Range(1, PlantedRanges).Select(Planted)],
            ["moving-average-crossover", "donchian-breakout"], [100], seed,
            cancellationToken);
        return Task.FromResult(0);
    }

    private static void Compare(
        string market, IReadOnlyList<CandleSeries> ranges, string[] strategies, int[] trials, ulong seed,
        CancellationToken cancellationToken)
    {
        Console.WriteLine($"{market}: {ranges.Count} ranges of {Days} days, {string.Join(" and ", strategies)}, seed {seed}");
        Console.WriteLine(
            "| objective | minimum | trials | winners | score above 0 | of these lost on the hold-out | median trades | median Sharpe in sample | hold-out lost | median Sharpe there | mean return there |");
        Console.WriteLine("|---|---|---|---|---|---|---|---|---|---|---|");
        var cases = ranges.SelectMany(range => strategies.Select(strategy => (range, strategy))).ToList();
        foreach (var objective in new[] { "sharpe", "sqn", TrainingRequest.DefaultObjective })
        {
            MetricCatalog.TryGet(objective, out var metric);
            foreach (var minimum in new[] { MinimumTradesRule.Least, MinimumTradesRule.Compute(Days * CandlesPerDay, HoldOut) })
            {
                foreach (var count in trials)
                {
                    var winners = new Winner?[cases.Count];
                    Parallel.For(0, cases.Count, new ParallelOptions { CancellationToken = cancellationToken }, i =>
                        winners[i] = Search(cases[i].strategy, cases[i].range, metric!, minimum, count, seed));
                    Report(metric!, minimum, count, [.. winners.OfType<Winner>()]);
                }
            }
        }
    }

    private static IEnumerable<CandleSeries> Ranges(CandleSeries candles)
    {
        for (var start = 0; start + WarmUp + (Days * CandlesPerDay) <= candles.Count; start += Days * CandlesPerDay)
        {
            yield return candles.Slice(start, WarmUp + (Days * CandlesPerDay));
        }
    }

    // Trends that turn every 400 candles on average, each too weak to be seen in a day.
    private static CandleSeries Planted(int seed)
    {
        var random = new Random(seed);
        var count = WarmUp + (Days * CandlesPerDay);
        var columns = CandleColumns.Allocate(count);
        var (price, drift) = (100.0, 0.00010);
        for (var i = 0; i < count; i++)
        {
            drift = random.NextDouble() < 1 / 400.0 ? -drift : drift;
            var open = price;
            var normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            price *= Math.Exp(drift + (0.0015 * normal));
            columns.Set(
                i,
                new Candle(
                    i * 300_000L, open, Math.Max(open, price) * 1.0003, Math.Min(open, price) * 0.9997, price, 1 + random.NextDouble()));
        }

        return new CandleSeries(Interval.FiveMinutes, columns);
    }

    private static Winner? Search(string name, CandleSeries candles, Metric metric, int minimum, int trials, ulong seed)
    {
        StrategyCatalog.TryGet(name, out var strategy);
        var space = SearchSpaces.TryMake(strategy!, null, new ValidationErrors())!;
        var inSample = new IndicatorCache(candles.Slice(0, WarmUp + (int)((candles.Count - WarmUp) * (1 - HoldOut))));
        var optimizer = OptimizerCatalog.Create(space, new OptimizerOptions { Name = OptimizerNames.Bayesian, Seed = seed });
        (double Score, ParameterSet Parameters, BacktestMetrics Metrics)? best = null;
        for (var told = 0; told < trials;)
        {
            var results = new List<TrialResult>();
            foreach (var candidate in optimizer.Ask(Math.Min(Batch, trials - told)).Candidates)
            {
                var metrics = Measure(inSample, strategy!, candidate.Parameters, WarmUp);
                var found = metrics.Trades >= minimum ? metric.Score(metrics) : null;
                if (found is { } value && double.IsFinite(value))
                {
                    results.Add(new TrialResult(candidate.Trial, candidate.Parameters, TrialState.Completed, value));
                    best = best is null || value > best.Value.Score ? (value, candidate.Parameters, metrics) : best;
                }
                else
                {
                    results.Add(new TrialResult(candidate.Trial, candidate.Parameters, TrialState.Infeasible, null));
                }
            }

            optimizer.Tell(results);
            told += results.Count;
        }

        return best is null
            ? null
            : new Winner(
                best.Value.Metrics, Measure(new IndicatorCache(candles), strategy!, best.Value.Parameters, inSample.Candles.Count));
    }

    private static BacktestMetrics Measure(IndicatorCache candles, IStrategy strategy, ParameterSet parameters, int from) =>
        Backtester.Measure(
        candles, strategy, TrialBacktest.Parameters(strategy, parameters),
        new BacktestOptions { TradeFrom = from, FeeRate = 0.001, Slippage = 0.0005 });

    private static void Report(Metric metric, int minimum, int trials, IReadOnlyList<Winner> winners)
    {
        double Median(Func<Winner, double?> value) => Quantiles.Compute([.. winners.Select(value).OfType<double>()]).Median;
        var above = winners.Where(winner => metric.Score(winner.InSample) > 0).ToList();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"| {metric.Name} | {minimum} | {trials} | {winners.Count} | {above.Count} | {above.Count(HasLost)} | {Median(winner => winner.InSample.Trades):0.#} | {Median(winner => winner.InSample.Sharpe):F1} | {winners.Count(HasLost)} | {Median(winner => winner.HoldOut.Sharpe):F1} | {winners.Average(winner => winner.HoldOut.TotalReturn):P1} |"));
    }

    private static bool HasLost(Winner winner) => winner.HoldOut.TotalReturn < 0;

    private sealed record Winner(BacktestMetrics InSample, BacktestMetrics HoldOut);
}
