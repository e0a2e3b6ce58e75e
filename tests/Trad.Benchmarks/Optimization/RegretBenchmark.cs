using System.Globalization;
using Trad.Optimization;
using Trad.Testing;

namespace Trad.Benchmarks.Optimization;

/// <summary>
/// Simple regret one by one and in batches of 4, beside the peers' figures, and beside random search where there are none:
/// <c>regret [seeds] [optimizer] [function]</c>.
/// </summary>
public sealed class RegretBenchmark : IBenchmark
{
    private const int BatchSize = 4;

    /// <inheritdoc/>
    public string Name => "regret";

    /// <inheritdoc/>
    public string Description =>
        "simple regret after 20, 50, 100 evaluations next to the peers: [seeds=20] [optimizer=bayesian] [function]";

    /// <inheritdoc/>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var seeds = arguments.Count > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 20;
        var name = arguments.Count > 1 ? arguments[1] : OptimizerNames.Bayesian;
        var peers = await PeerFigures.LoadAsync(SharedData.Find(PeerFigures.RelativePath), cancellationToken);
        Console.WriteLine($"{name}, {seeds} seeds: median [quartiles] of simple regret; loss = log10(batch / one by one)");
        Console.WriteLine(
            "function   evals  one by one                        batches of 4, believer (loss)              batches of 4, liar (loss)                  best peer");
        var beaten = RegretRun.Checkpoints.ToDictionary(checkpoint => checkpoint, _ => 0);
        foreach (var function in TestFunctions.Standard.Concat(TestFunctions.Special).Where(
            function => arguments.Count < 3 || arguments[2] == function.Name))
        {
            var options = new OptimizerOptions
            {
                Name = name,
                IsDeterministic = function.Noise == 0,
                Acquisition = function.Noise == 0 ? AcquisitionKind.LogExpectedImprovement : AcquisitionKind.NoisyExpectedImprovement,
            };
            var single = await RunAsync(function, options, 1, seeds, cancellationToken);
            var believer = await RunAsync(function, options, BatchSize, seeds, cancellationToken);
            var liar = await RunAsync(function, options with { Batch = BatchStrategy.Liar }, BatchSize, seeds, cancellationToken);
            var random = await RunAsync(function, options with { Name = OptimizerNames.Random }, 1, seeds, cancellationToken);
            for (var c = 0; c < RegretRun.Checkpoints.Count; c++)
            {
                var regret = At(single, c);
                var peer = peers.Best(function.Name, RegretRun.Checkpoints[c]) ?? ("random here", At(random, c).Median);
                beaten[RegretRun.Checkpoints[c]] += TestFunctions.Standard.Contains(function) && regret.Median <= peer.Median ? 1 : 0;
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                    $"{function.Name,-10} {RegretRun.Checkpoints[c],5}  {Text(regret),-32}  {Text(At(believer, c), regret),-41}  {Text(At(liar, c), regret),-41}  {peer.Median:G3} ({peer.Peer}){(regret.Median <= peer.Median ? " beaten" : "")}"));
            }

            Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{function.Name,-10} ms per trial: {single.Average(run => run.MillisecondsPerTrial):F1} one by one, {believer.Average(run => run.MillisecondsPerTrial):F1} in batches"));
            foreach (var (peer, regrets) in peers.ForFunction(function.Name))
            {
                Console.WriteLine(
                    $"{function.Name,-10} {peer}: {string.Join(", ", regrets.Select(regret => string.Create(CultureInfo.InvariantCulture, $"{regret.Median:G3} after {regret.Evaluations}")))}");
            }
        }

        Console.WriteLine(
            $"no worse than the best peer on {string.Join(", ", beaten.Select(entry => $"{entry.Value} of {TestFunctions.Standard.Count} standard functions at {entry.Key}"))}");
        return 0;
    }

    private static async Task<RegretRun[]> RunAsync(
        TestFunction function, OptimizerOptions options, int batch, int seeds, CancellationToken cancellationToken)
    {
        var runs = new RegretRun[seeds];
        await Parallel.ForAsync(0, seeds, cancellationToken, (seed, _) =>
        {
            runs[seed] = RegretRun.Measure(function, options with { Seed = (ulong)seed }, batch);
            return ValueTask.CompletedTask;
        });
        return runs;
    }

    private static Quantiles At(RegretRun[] runs, int checkpoint) => Quantiles.Compute(runs.Select(run => run.Regrets[checkpoint]));

    private static string Text(Quantiles regret) =>
        string.Create(CultureInfo.InvariantCulture, $"{regret.Median:G3} [{regret.Lower:G3}, {regret.Upper:G3}]");

    private static string Text(Quantiles regret, Quantiles single) =>
        string.Create(CultureInfo.InvariantCulture, $"{Text(regret)} ({Math.Log10(regret.Median / single.Median):+0.00;-0.00})");
}
