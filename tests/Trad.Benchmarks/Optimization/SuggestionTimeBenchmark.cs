using System.Diagnostics;
using System.Globalization;
using Trad.Optimization;
using Trad.Optimization.Spaces;

namespace Trad.Benchmarks.Optimization;

/// <summary>
/// Time per suggestion of the Bayesian optimiser, rebuilt from its history as the service does it: <c>suggestion-time [repeats]</c>.
/// </summary>
public sealed class SuggestionTimeBenchmark : IBenchmark
{
    private const int Parameters = 9;

    /// <inheritdoc/>
    public string Name => "suggestion-time";

    /// <inheritdoc/>
    public string Description => "time to rebuild, fit and propose at 20, 50, 100, 300 and 1,000 trials of 9 parameters: [repeats=9]";

    /// <inheritdoc/>
    public Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var repeats = arguments.Count > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 9;
        var space = new SearchSpace([.. Enumerable.Range(0, Parameters).Select(i => new ContinuousParameter($"x{i}", -1, 1))]);
        var options = new OptimizerOptions { Name = OptimizerNames.Bayesian };
        Console.WriteLine("trials   first fit: median ms   warm: best ms   warm: median ms   warm: mean processor ms");
        foreach (var trials in (int[])[20, 20, 50, 100, 300, 1000])
        {
            var history = Simulate(space, trials);
            var first = new List<double>();
            var memories = new List<string?>();
            for (var i = 0; i < repeats; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var (milliseconds, memory) = Measure(space, options with { Seed = (ulong)i }, history, null);
                first.Add(milliseconds);
                memories.Add(memory);
            }

            var warm = new List<double>();
            var before = Environment.CpuUsage.TotalTime;
            for (var i = 0; i < repeats; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                warm.Add(Measure(space, options with { Seed = (ulong)i }, history, memories[i]).Milliseconds);
            }

            // Processor time, unlike the clock, does not count what other programs on the machine do.
            var processor = (Environment.CpuUsage.TotalTime - before).TotalMilliseconds / repeats;
            first.Sort();
            warm.Sort();
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{trials,6} {first[repeats / 2],23:F1} {warm[0],15:F1} {warm[repeats / 2],17:F1} {processor,23:F1}"));
        }

        return Task.FromResult(0);
    }

    private static (double Milliseconds, string? Memory) Measure(
        SearchSpace space, OptimizerOptions options, List<TrialResult> history, string? memory)
    {
        var watch = Stopwatch.StartNew();
        var proposal = OptimizerCatalog.Create(space, options, history, memory).Ask(1);
        return (watch.Elapsed.TotalMilliseconds, proposal.Memory);
    }

    // A bowl with ripples, sampled by a Sobol sequence: length scales differ per parameter, as in a real search.
    private static List<TrialResult> Simulate(SearchSpace space, int count)
    {
        var optimizer = OptimizerCatalog.Create(space, new OptimizerOptions { Name = OptimizerNames.Sobol });
        return [.. optimizer.Ask(count).Candidates.Select(candidate => new TrialResult(
            candidate.Trial,
            candidate.Parameters,
            TrialState.Completed,
            -candidate.Parameters.Values.Select(
                (value, i) => (Math.Pow(value.Number - 0.2, 2) / (1 + i)) + (0.1 * Math.Cos(5 * value.Number))).Sum()))];
    }
}
