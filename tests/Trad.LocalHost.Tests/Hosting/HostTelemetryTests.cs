using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Trace;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Tests.Client;
using Trad.Testing;

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
    public async Task Lines_of_the_log_go_out_with_whose_work_they_belong_to()
    {
        var lines = new List<LogRecord>();
        await using (var app = new ServedApp(azurite)
        {
            AddServices = services => services.AddTelemetry("test").WithLogging(logs => logs.AddInMemoryExporter(lines)),
        })
        {
            await app.InitializeAsync();
            var log = app.Services.GetRequiredService<ILogger<HostTelemetryTests>>();
            using var scope = log.BeginScope("job {Job}", 7);
            log.LogWarning("Told");
        }

        var told = new List<KeyValuePair<string, object?>>();
        Assert.Single(lines, line => line.Body == "Told").ForEachScope(
            (scope, all) =>
            {
                foreach (var said in scope)
                {
                    all.Add(said);
                }
            },
            told);
        Assert.Contains(KeyValuePair.Create("Job", (object?)7), told);
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
