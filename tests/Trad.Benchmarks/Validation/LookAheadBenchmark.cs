using System.Globalization;
using Trad.Backtesting.Strategies;
using Trad.Candles;
using Trad.Testing;
using Trad.Training;
using Trad.Training.Requests;
using Trad.Training.Validation.LookAhead;

namespace Trad.Benchmarks.Validation;

/// <summary>What the look-ahead gate costs before a job's first trial, for every strategy: <c>look-ahead [candles] [rounds]</c>.</summary>
public sealed class LookAheadBenchmark : IBenchmark
{
    /// <inheritdoc/>
    public string Name => "look-ahead";

    /// <inheritdoc/>
    public string Description => "the look-ahead gate of every strategy: look-ahead [candles, 8640] [rounds, 5]";

    /// <inheritdoc/>
    public Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        var count = arguments.Count > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 8_640;
        var rounds = arguments.Count > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : 5;
        if (SharedData.Find(SharedCandles.Bitcoin18Months) is not { } path)
        {
            Console.WriteLine("The shared candles are not beside the project.");
            return Task.FromResult(1);
        }

        var candles = SharedCandles.Read(path, Interval.FiveMinutes).TakeLast(count);
        Console.WriteLine($"{count:N0} candles; the first round includes compilation, the fastest is what a warm host needs");
        foreach (var strategy in StrategyCatalog.All)
        {
            var sets = CheckedParameters.Enumerate(strategy, SearchSpaces.TryMake(strategy, null, new ValidationErrors())!);
            var (first, fastest, report) = (0.0, double.PositiveInfinity, (StrategyCheckReport?)null);
            for (var round = 0; round < rounds; round++)
            {
                var started = Environment.CpuUsage.TotalTime;
                report = StrategyCheck.Run(strategy, sets, candles, cancellationToken);
                var milliseconds = (Environment.CpuUsage.TotalTime - started).TotalMilliseconds;
                first = round == 0 ? milliseconds : first;
                fastest = Math.Min(fastest, milliseconds);
            }

            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  {strategy.Name,-26}{report!.Outcome,-16}{report.ParameterSets,4} sets{report.Signals,9:N0} signals{first,9:0.0} ms CPU first{fastest,9:0.0} ms CPU"));
        }

        return Task.FromResult(0);
    }
}
