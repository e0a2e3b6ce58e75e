using System.Diagnostics;
using System.Globalization;
using Trad.Candles;
using Trad.Testing;
using Trad.Testing.Markets;
using Trad.Training.Requests;
using Trad.Training.Tests.Validation.Simulated;
using Trad.Training.Validation;

namespace Trad.Benchmarks.Validation;

/// <summary>
/// Whether verdicts are right where the truth is known: simulated markets with and without an edge, real candles whose days were
/// shuffled, short and long searches.
/// </summary>
public sealed class VerdictStudy : IBenchmark
{
    /// <summary>Seeds from here on were never looked at while thresholds were chosen; those below were.</summary>
    public const int FirstHeldOutSeed = 10_000;

    private const int Days = 730;

    /// <inheritdoc/>
    public string Name => "verdicts";

    /// <inheritdoc/>
    public string Description => "verdicts where the truth is known: verdicts [runs, 100] [first seed, 10000] [scenario]";

    /// <inheritdoc/>
    public Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var runs = arguments.Count > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 100;
        var first = arguments.Count > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : FirstHeldOutSeed;
        var only = arguments.Count > 2 ? arguments[2] : "";
        Console.WriteLine(
            $"{runs} runs each, seeds {first} to {first + runs - 1}, {(first >= FirstHeldOutSeed ? "held out: no threshold was chosen by them" : "used to choose thresholds")}");
        Console.WriteLine(
            $"{"scenario",-34}{string.Concat(Enum.GetValues<Verdict>().Select(verdict => $"{Named(verdict),13}"))}{"none",8}{"goal",26}{"met",6}{"s",7}");
        var met = true;
        foreach (var scenario in Scenarios().Where(scenario => scenario.Name.Contains(only, StringComparison.Ordinal)))
        {
            met &= Run(scenario, runs, first, cancellationToken);
        }

        return Task.FromResult(met ? 0 : 1);
    }

    private static IEnumerable<Scenario> Scenarios()
    {
        yield return new(
            "planted trend, 60 trials", seed => Simulated(Edge.Trend, seed), _ => "moving-average-crossover", 60, "bayesian", true);
        yield return new(
            "planted reversion, 60 trials", seed => Simulated(Edge.Reversion, seed), _ => "bollinger-mean-reversion", 60, "bayesian", true);
        yield return new("random walk, 60 trials", seed => Simulated(Edge.None, seed), AnyStrategy, 60, "bayesian", false);
        yield return new("random walk, 20 trials", seed => Simulated(Edge.None, seed), AnyStrategy, 20, "cma-es", false);
        yield return new("random walk, 2,000 trials", seed => Simulated(Edge.None, seed), AnyStrategy, 2_000, "cma-es", false);
        if (SharedData.Find("candles/oracle/BTCUSDT-1h-20240101-20250630.csv.gz") is not null)
        {
            yield return new("real candles, shuffled days, 60", Shuffled, AnyStrategy, 60, "bayesian", false);
        }
    }

    private static string AnyStrategy(int seed) => (seed % 4) switch
    {
        0 => "moving-average-crossover",
        1 => "bollinger-mean-reversion",
        2 => "donchian-breakout",
        _ => "rsi-mean-reversion",
    };

    private static CandleSeries Simulated(Edge edge, int seed) => SimulatedMarket.Make(edge, Days, seed, edge == Edge.Trend ? 8 : 0.025);

    private static CandleSeries Shuffled(int seed)
    {
        var symbol = (seed / 4 % 3) switch { 0 => "BTCUSDT", 1 => "ETHUSDT", _ => "SOLUSDT" };
        return ShuffledDays.Make(SharedCandles.Load($"candles/oracle/{symbol}-1h-20240101-20250630.csv.gz", Interval.OneHour), seed);
    }

    private static bool Run(Scenario scenario, int runs, int first, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        var verdicts = new Judgement?[runs];
        Parallel.For(0, runs, new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = cancellationToken }, i =>
        {
            var seed = first + i;
            var request = new TrainingRequest
            {
                Strategy = scenario.Strategy(seed),
                Trials = scenario.Trials,
                Optimizer = scenario.Optimizer,
                Seed = seed,
                BatchSize = scenario.Optimizer == "cma-es" ? 16 : null,
            };
            verdicts[i] = SimulatedJob.SearchAsync(request, scenario.Candles(seed)).GetAwaiter().GetResult().Validate()?.Judgement;
        });

        var shares = Enum.GetValues<Verdict>()
            .ToDictionary(verdict => verdict, verdict => verdicts.Count(each => each?.Verdict == verdict) / (double)runs);
        var falseShare = shares[Verdict.Robust] + shares[Verdict.Fragile];
        var met = scenario.HasEdge ? shares[Verdict.Robust] >= 0.8 : falseShare <= 0.05;
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{scenario.Name,-34}{string.Concat(shares.Values.Select(share => $"{share,13:0%}"))}{verdicts.Count(each => each is null) / (double)runs,8:0%}{(scenario.HasEdge ? "robust >= 80%" : "robust + fragile <= 5%"),26}{(met ? "yes" : "NO"),6}{Stopwatch.GetElapsedTime(started).TotalSeconds,7:0}"));
        if (!scenario.HasEdge)
        {
            var unsupported = shares[Verdict.Overfit] + shares[Verdict.Insufficient];
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {"never called robust",-32}{1 - shares[Verdict.Robust],13:0%}   overfit + insufficient {unsupported:0%}, with no-edge, which a loser is by definition, {unsupported + shares[Verdict.NoEdge]:0%}"));
        }

        PrintDecisions(verdicts);

        if (Environment.GetEnvironmentVariable("TRAD_STUDY_WHY") is not null)
        {
            foreach (var group in verdicts.OfType<Judgement>().SelectMany(
                each => each.Findings.Where(
                    finding => finding.Outcome == FindingOutcome.Failed).Select(
                        finding => (each.Verdict, finding.Check))).GroupBy(each => each).OrderBy(
                            each => each.Key.Verdict).ThenByDescending(each => each.Count()))
            {
                Console.WriteLine($"    {group.Key.Verdict,-14}{group.Key.Check,-30}{group.Count(),4}");
            }

            foreach (var each in verdicts.OfType<Judgement>().Take(3))
            {
                Console.WriteLine(
                    $"  {each.Verdict}: {string.Join(" | ", each.Findings.Select(finding => $"[{finding.Outcome}] {finding.Text}"))}");
            }
        }

        return met;
    }

    // What the verdicts rest on: the check that decided each.
    private static void PrintDecisions(IReadOnlyList<Judgement?> verdicts)
    {
        var decided = verdicts.OfType<Judgement>().GroupBy(each => (each.Verdict, each.Findings[0].Check))
            .OrderBy(group => group.Key.Verdict).ThenByDescending(group => group.Count())
            .Select(group => $"{Named(group.Key.Verdict)} by {group.Key.Check} {group.Count()}");
        Console.WriteLine($"  {string.Join(", ", decided)}");
    }

    private static string Named(Verdict verdict) => verdict == Verdict.NoEdge ? "no-edge" : verdict.ToString().ToLowerInvariant();

    private sealed record Scenario(
        string Name, Func<int, CandleSeries> Candles, Func<int, string> Strategy, int Trials, string Optimizer, bool HasEdge);
}
