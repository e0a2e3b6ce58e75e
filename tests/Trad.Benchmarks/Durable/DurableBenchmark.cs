using System.Diagnostics;

namespace Trad.Benchmarks.Durable;

/// <summary>What orchestrating costs on a local emulator, and how much of that the emulator takes.</summary>
public sealed class DurableBenchmark : IBenchmark
{
    private const string Line = "{0,-52}{1,9}{2,9}{3,9}{4,9}{5,10}{6,10}";

    private double _alone;

    /// <inheritdoc/>
    public string Name => "durable";

    /// <inheritdoc/>
    public string Description => "orchestrations from start to completed, with the storage calls they make and what those cost";

    /// <inheritdoc/>
    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        await using var hub = await BenchmarkHub.StartAsync(cancellationToken);
        _alone = await hub.MeasureWriteAsync(cancellationToken);
        Console.WriteLine(
            $"One small write to the emulator alone: {_alone:N2} ms; the last column is that times the calls, which it takes one by one.");
        Console.WriteLine(Line, "milliseconds", "target", "median", "fastest", "calls", "per call", "x alone");
        await MeasureAsync(
            hub, "empty orchestration, start to completed", 15, 200,
            () => hub.RunAsync(nameof(BenchmarkOrchestrations.Empty), null, cancellationToken));
        await MeasureAsync(
            hub, "round of 8 activities, start to completed", 15, 200,
            () => hub.RunAsync(nameof(BenchmarkOrchestrations.Round), 8, cancellationToken));
        await MeasureAsync(
            hub, "1,000 activities in one fan-out", 2_000, 5,
            () => hub.RunAsync(nameof(BenchmarkOrchestrations.Round), 1_000, cancellationToken));
        await MeasureAsync(hub, "500 orchestrations of 3 activities at once", 10_000, 3, () => Task.WhenAll(
            Enumerable.Range(0, 500).Select(_ => hub.RunAsync(nameof(BenchmarkOrchestrations.Round), 3, cancellationToken))));
        await MeasureRestartAsync(hub, cancellationToken);
        return 0;
    }

    private async Task MeasureAsync(BenchmarkHub hub, string what, double target, int runs, Func<Task> work)
    {
        await work();
        var (calls, time) = (hub.Meter.Calls, hub.Meter.Time);
        var durations = new List<double>();
        for (var run = 0; run < runs; run++)
        {
            var started = Stopwatch.GetTimestamp();
            await work();
            durations.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        Print(what, target, durations, (double)(hub.Meter.Calls - calls) / runs, (hub.Meter.Time - time).TotalMilliseconds / runs);
    }

    // A person pulled the plug while 100 orchestrations waited; 1,000 more have ended. How long until the 100 have gone on?
    private async Task MeasureRestartAsync(BenchmarkHub hub, CancellationToken cancellationToken)
    {
        await Task.WhenAll(
            Enumerable.Range(0, 1_000).Select(_ => hub.RunAsync(nameof(BenchmarkOrchestrations.Empty), null, cancellationToken)));
        var waiting = await Task.WhenAll(Enumerable.Range(0, 100).Select(_ =>
            hub.Client.ScheduleNewOrchestrationInstanceAsync(nameof(BenchmarkOrchestrations.Waiting), cancellationToken)));
        await Task.WhenAll(waiting.Select(id => hub.Client.WaitForInstanceStartAsync(id, cancellationToken)));
        await hub.StopHostAsync();

        var (calls, time) = (hub.Meter.Calls, hub.Meter.Time);
        var started = Stopwatch.GetTimestamp();
        await hub.StartHostAsync(cancellationToken);
        await Task.WhenAll(waiting.Select(async id =>
        {
            await hub.Client.RaiseEventAsync(id, "go", 1, cancellationToken);
            await hub.WaitAsync(id, cancellationToken);
        }));
        var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        Print(
            "restart with 1,000 ended and 100 waiting, all gone on", 3_000, [elapsed], hub.Meter.Calls - calls,
            (hub.Meter.Time - time).TotalMilliseconds);
    }

    private void Print(string what, double target, List<double> durations, double calls, double storage)
    {
        durations.Sort();
        Console.WriteLine(
            Line, what, $"{target:N0}", $"{durations[durations.Count / 2]:N1}", $"{durations[0]:N1}", $"{calls:N1}",
            $"{storage / calls:N2}", $"{calls * _alone:N1}");
    }
}
