using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;
using Trad.LocalHost.Hosting;
using Trad.LocalHost.Tests.Client;
using Trad.Testing;
using Trad.Training.Jobs;

namespace Trad.LocalHost.Tests.Hosting;

/// <summary>A collector that takes connections and never answers is no reason to wait for anything.</summary>
public sealed class SilentCollectorTests(AzuriteFixture azurite)
{
    // Far more than the host needs on a busy machine; for ever is what it would take if it waited for an answer.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("")]
    [InlineData("/over-http")]
    public async Task Collector_that_never_answers_holds_up_no_request_no_job_and_no_stop(string path)
    {
        using var collector = new TcpListener(IPAddress.Loopback, 0);
        collector.Start();
        var app = new ServedApp(azurite)
        {
            AddServices = services => services.AddTelemetry("test").SendTo(new Uri($"http://{collector.LocalEndpoint}{path}")),
        };
        await app.InitializeAsync();

        var job = await app.Client.Jobs.StartAsync(ServedApp.Request(seed: 3, trials: 8), null, Cancellation);
        await app.WaitAsync(job.Id, Cancellation).WaitAsync(Patience, Cancellation);
        var ended = await app.Client.Jobs.GetAsync(job.Id, Cancellation);
        await app.DisposeAsync().AsTask().WaitAsync(Patience, Cancellation);

        Assert.Equal(JobState.Completed, ended.State);
        Assert.True(collector.Pending(), "nothing was sent to the collector");
    }

    [Fact]
    public async Task Traces_metrics_and_logs_are_handed_on_at_once_when_the_host_has_stopped()
    {
        using var together = new Barrier(3);
        var traces = new Meeting<Activity>(together);
        using var metrics = new MeetingReader(together);
        var logs = new Meeting<LogRecord>(together);
        await using var services = new ServiceCollection().AddTelemetry("test")
            .WithTracing(builder => builder.AddProcessor(traces))
            .WithMetrics(builder => builder.AddReader(metrics))
            .WithLogging(builder => builder.AddProcessor(logs))
            .Services.BuildServiceProvider();

        await ActivatorUtilities.CreateInstance<TelemetryFarewell>(services).StoppedAsync(Cancellation).WaitAsync(Patience, Cancellation);

        Assert.Equal((true, true, true), (traces.HasMet, metrics.HasMet, logs.HasMet));
    }

    // Waits for the others for as long as it is given: one behind the other they never meet.
    private sealed class Meeting<T>(Barrier together) : BaseProcessor<T>
    {
        public bool HasMet { get; private set; }

        protected override bool OnShutdown(int timeoutMilliseconds) => HasMet = together.SignalAndWait(timeoutMilliseconds);
    }

    private sealed class MeetingReader(Barrier together) : MetricReader
    {
        public bool HasMet { get; private set; }

        protected override bool OnShutdown(int timeoutMilliseconds) => HasMet = together.SignalAndWait(timeoutMilliseconds);
    }
}
