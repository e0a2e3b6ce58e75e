using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Trace;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Tests.Client;
using Trad.Testing;
using Trad.Training.Jobs;

namespace Trad.LocalHost.Tests.Hosting;

public sealed class HostTelemetryTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Training_is_one_trace_from_its_request_over_orchestrator_and_activities_to_storage()
    {
        var spans = new List<Activity>();
        var job = await RunAsync(spans, async app =>
        {
            var started = await app.Client.Jobs.StartAsync(ServedApp.Request(seed: 3, trials: 8), null, Cancellation);
            await app.Durable.WaitForInstanceCompletionAsync(started.Id, Cancellation);
            return started.Id;
        });

        var asked = StartOf(spans, job).TraceId;
        Assert.Single(spans, span => span.Source.Name == "Microsoft.AspNetCore" && span.TraceId == asked);
        var trace = spans.Where(span => span.TraceId == asked).ToList();

        Assert.Single(trace, span => span.OperationName == "create_orchestration:TrainingOrchestrator");
        Assert.Single(trace, span => span.OperationName == "orchestration:TrainingOrchestrator");
        Assert.Single(trace, span => span.OperationName == "activity:PrepareTraining");
        Assert.Contains(trace, span => span.OperationName == "activity:ProposeTrials");
        var evaluations = trace.Where(span => span.OperationName == "activity:EvaluateTrials").Select(span => span.SpanId).ToHashSet();
        Assert.NotEmpty(evaluations);
        Assert.Single(trace, span => span.OperationName == "activity:FinishTraining");
        Assert.Contains(trace, span => span.Source.Name == "System.Net.Http" && evaluations.Contains(span.ParentSpanId));
    }

    [Fact]
    public async Task Training_that_waited_belongs_to_the_request_that_asked_for_it()
    {
        var spans = new List<Activity>();
        var (first, second) = await RunAsync(
            spans,
            async app =>
            {
                var one = await app.Client.Jobs.StartAsync(ServedApp.Request(seed: 3, trials: 8), null, Cancellation);
                var other = await app.Client.Jobs.StartAsync(ServedApp.Request(seed: 4, trials: 4), null, Cancellation);
                await app.WaitAsync(other.Id, Cancellation);
                return (one.Id, other.Id);
            },
            ("Trad:Jobs:MaxConcurrent", "1"));

        Assert.NotEqual(StartOf(spans, first).TraceId, StartOf(spans, second).TraceId);
    }

    [Fact]
    public async Task Work_is_counted_and_measured()
    {
        var told = new ConcurrentDictionary<string, double>();
        await using var app = new ServedApp(azurite);
        await app.InitializeAsync();
        var factory = app.Services.GetRequiredService<IMeterFactory>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, listening) =>
            {
                if (instrument.Meter.Name == WorkMetrics.MeterName && instrument.Meter.Scope == factory)
                {
                    listening.EnableMeasurementEvents(instrument);
                }
            },
        };
        listener.SetMeasurementEventCallback<long>((instrument, value, tags, _) =>
            told.AddOrUpdate(KeyOf(instrument, tags), value, (_, sum) => sum + value));
        listener.SetMeasurementEventCallback<double>((instrument, _, tags, _) =>
            told.AddOrUpdate(KeyOf(instrument, tags), 1, (_, count) => count + 1));
        listener.Start();

        var job = await app.Client.Jobs.StartAsync(ServedApp.Request(seed: 3, trials: 8), null, Cancellation);
        await app.Durable.WaitForInstanceCompletionAsync(job.Id, Cancellation);

        Assert.Equal(8, told["trad.trials"]);
        Assert.Equal(1, told["trad.jobs.ended state=completed strategy=liquidity-sweep"]);
        Assert.Equal(1, told.Single(pair => pair.Key.StartsWith("trad.verdicts verdict=", StringComparison.Ordinal)).Value);
        Assert.True(told["trad.fit.duration"] >= 1);
        Assert.True(told["trad.backtest.duration"] >= 1);
    }

    private static string KeyOf(Instrument instrument, ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var key = instrument.Name;
        foreach (var (name, value) in tags)
        {
            key += $" {name}={value}";
        }

        return key;
    }

    private static Activity StartOf(List<Activity> spans, string job) =>
        Assert.Single(StartsOf(spans, job).DistinctBy(span => span.TraceId));

    // By its identity: hosts of other tests in this process have jobs of the same numbers.
    // Two may notice at once that a job can start, a clean-up among them, and both try, each for the request that asked for it.
    private static IEnumerable<Activity> StartsOf(List<Activity> spans, string job) =>
        spans.Where(span => span.OperationName == "start training" && Equals(span.GetTagItem("trad.job.id"), job));

    // The host has ended when its spans are looked at, so that nothing is added meanwhile.
    private async Task<T> RunAsync<T>(List<Activity> spans, Func<ServedApp, Task<T>> work, params (string Name, string Value)[] settings)
    {
        await using var app = new ServedApp(azurite)
        {
            AddServices = services => services.AddTelemetry("test").WithTracing(traces => traces.AddInMemoryExporter(spans)),
        };
        foreach (var (name, value) in settings)
        {
            app.Settings[name] = value;
        }

        await app.InitializeAsync();
        return await work(app);
    }
}
