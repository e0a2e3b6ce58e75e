using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry.Logs;
using OpenTelemetry.Trace;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Tests.Client;
using Trad.LocalRuntime;
using Trad.Testing;
using Trad.Training.Jobs;

namespace Trad.LocalHost.Tests.Hosting;

public sealed class HostTelemetryTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DurableEngineKind.Embedded)]
    [InlineData(DurableEngineKind.AzureStorage)]
    public async Task Training_is_one_trace_from_its_request_over_orchestrator_and_activities_to_storage(DurableEngineKind engine)
    {
        var spans = new List<Activity>();
        var job = await RunAsync(
            spans,
            async app =>
            {
                var started = await app.Client.Jobs.StartAsync(ServedApp.Request(seed: 3, trials: 8), null, Cancellation);
                await app.Durable.WaitForInstanceCompletionAsync(started.Id, Cancellation);
                return started.Id;
            },
            engine);

        var asked = StartOf(spans, job).TraceId;
        Assert.Single(spans, span => span.Source.Name == "Microsoft.AspNetCore" && span.TraceId == asked);
        var trace = spans.Where(span => span.TraceId == asked).ToList();

        Assert.Single(trace, span => span.OperationName == "create_orchestration:TrainingOrchestrator");
        // The engine of Durable Functions also writes down each call as its caller saw it.
        var carriedOut = trace.Where(span => span.Kind == ActivityKind.Server).ToList();
        Assert.Single(carriedOut, span => span.OperationName == "orchestration:TrainingOrchestrator");
        Assert.Single(carriedOut, span => span.OperationName == "activity:PrepareTraining");
        Assert.Contains(carriedOut, span => span.OperationName == "activity:ProposeTrials");
        var evaluations = carriedOut.Where(span => span.OperationName == "activity:EvaluateTrials").Select(span => span.SpanId).ToHashSet();
        Assert.NotEmpty(evaluations);
        Assert.Single(carriedOut, span => span.OperationName == "activity:FinishTraining");
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
            DurableEngineKind.Embedded,
            ("Trad:Jobs:MaxConcurrent", "1"));

        Assert.NotEqual(StartOf(spans, first).TraceId, StartOf(spans, second).TraceId);
    }

    [Fact]
    public async Task What_happens_to_a_job_is_told_with_its_number_from_its_request_to_its_end()
    {
        var lines = new List<LogRecord>();
        var (done, cancelled) = await LogAsync(lines, async app =>
        {
            var one = await app.Client.Jobs.StartAsync(ServedApp.Request(seed: 3, trials: 8), null, Cancellation);
            await app.WaitAsync(one.Id, Cancellation);
            await app.Client.Jobs.ResumeAsync(one.Id, 2, Cancellation);
            await app.WaitAsync(one.Id, Cancellation);
            var other = await app.Client.Jobs.StartAsync(ServedApp.Request(seed: 4, trials: 5_000), null, Cancellation);
            await app.Client.Jobs.CancelAsync(other.Id, publish: false, Cancellation);
            await app.WaitAsync(other.Id, Cancellation);
            return (one, other);
        });

        var ofDone = LinesOf(lines, done);
        Assert.Equal(["Recorded", "Started", "Ended", "Resumed", "Started", "Ended"], ofDone.Select(line => line.EventId.Name));
        Assert.All(ofDone, line => Assert.Equal(LogLevel.Information, line.LogLevel));
        Assert.Equal(["completed", "completed"], ofDone.Where(line => line.EventId.Name == "Ended").Select(line => $"{ValueOf(line, "State")}"));
        Assert.Equal([1, 2], ofDone.Where(line => line.EventId.Name == "Started").Select(line => ValueOf(line, "Attempt")));
        var ofCancelled = LinesOf(lines, cancelled);
        Assert.Contains(ofCancelled, line => line.EventId.Name == "CancelRequested");
        Assert.Equal("cancelled", ValueOf(Assert.Single(ofCancelled, line => line.EventId.Name == "Ended"), "State"));
    }

    [Fact]
    public async Task Job_whose_work_was_lost_and_one_that_fails_are_told_as_warnings_with_the_reason()
    {
        var lines = new List<LogRecord>();
        var job = await LogAsync(lines, async app =>
        {
            var started = await app.Client.Jobs.StartAsync(ServedApp.Request(seed: 5, trials: 5_000), null, Cancellation);
            await app.Durable.WaitForInstanceStartAsync(started.Id, Cancellation);
            await app.Durable.TerminateInstanceAsync(started.Id, cancellation: Cancellation);
            await app.Durable.WaitForInstanceCompletionAsync(started.Id, Cancellation);
            await app.Client.Jobs.CleanUpAsync(Cancellation);
            await app.Client.Jobs.CancelAsync(started.Id, publish: false, Cancellation);
            await app.WaitAsync(started.Id, Cancellation);
            return started;
        });

        var recovered = Assert.Single(LinesOf(lines, job), line => line.EventId.Name == "Recovered");
        Assert.Equal((LogLevel.Warning, 2, 1), (recovered.LogLevel, ValueOf(recovered, "Attempt"), ValueOf(recovered, "Recovery")));
        Assert.Contains("terminated", $"{ValueOf(recovered, "Reason")}", StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("Trad.Training.Jobs.JobFinish", LogLevel.Information, true)]
    [InlineData("Trad.Training.Jobs.JobFinish", LogLevel.Debug, false)]
    [InlineData("Microsoft.AspNetCore.Server.Kestrel", LogLevel.Information, false)]
    [InlineData("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.Error, true)]
    public void Collector_gets_what_happens_to_jobs_and_refused_starts_also_where_the_terminal_is_quiet(
        string category, LogLevel level, bool isTold)
    {
        var lines = new List<LogRecord>();
        using (var services = new ServiceCollection()
            .AddLogging(logging => logging.SetMinimumLevel(LogLevel.Error).AddFilter("Microsoft.Extensions.Hosting", LogLevel.None))
            .AddTelemetry("test").WithLogging(logs => logs.AddInMemoryExporter(lines)).Services.BuildServiceProvider())
        {
            services.GetRequiredService<ILoggerFactory>().CreateLogger(category).Log(level, "Told");
        }

        Assert.Equal(isTold, lines.Count == 1);
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

    private static List<LogRecord> LinesOf(List<LogRecord> lines, TrainingJob job) =>
        [.. lines.Where(line => Equals(ValueOf(line, "JobId"), job.Id) && Equals(ValueOf(line, "Job"), job.Number)
            && line.EventId.Id is > 1100 and < 1200)];

    private static object? ValueOf(LogRecord line, string name) => line.Attributes?.FirstOrDefault(each => each.Key == name).Value;

    private async Task<T> LogAsync<T>(List<LogRecord> lines, Func<ServedApp, Task<T>> work)
    {
        await using var app = new ServedApp(azurite)
        {
            AddServices = services => services.AddTelemetry("test").WithLogging(logs => logs.AddInMemoryExporter(lines)),
        };
        await app.InitializeAsync();
        return await work(app);
    }

    private static Activity StartOf(List<Activity> spans, string job) =>
        Assert.Single(StartsOf(spans, job).DistinctBy(span => span.TraceId));

    // By its identity: hosts of other tests in this process have jobs of the same numbers.
    // Two may notice at once that a job can start, a clean-up among them, and both try, each for the request that asked for it.
    private static IEnumerable<Activity> StartsOf(List<Activity> spans, string job) =>
        spans.Where(span => span.OperationName == "start training" && Equals(span.GetTagItem("trad.job.id"), job));

    // The host has ended when its spans are looked at, so that nothing is added meanwhile.
    private async Task<T> RunAsync<T>(
        List<Activity> spans, Func<ServedApp, Task<T>> work, DurableEngineKind engine, params (string Name, string Value)[] settings)
    {
        await using var app = new ServedApp(azurite)
        {
            Engine = engine,
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
