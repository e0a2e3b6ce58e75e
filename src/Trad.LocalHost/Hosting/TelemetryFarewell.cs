using Microsoft.Extensions.Hosting;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Trad.LocalHost.Hosting;

/// <summary>
/// Hands on what was measured last, once everything else has stopped: traces, metrics and logs at once, and for a moment only. A collector
/// that takes connections and answers nothing would keep whoever ends the host waiting for each in turn.
/// </summary>
internal sealed class TelemetryFarewell(TracerProvider traces, MeterProvider metrics, LoggerProvider logs) : IHostedLifecycleService
{
    // A collector within reach takes milliseconds.
    private const int PatienceMs = 2_000;

    /// <inheritdoc/>
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    public Task StoppedAsync(CancellationToken cancellationToken) => Task.WhenAll(
        Task.Run(() => traces.Shutdown(PatienceMs), CancellationToken.None),
        Task.Run(() => metrics.Shutdown(PatienceMs), CancellationToken.None),
        Task.Run(() => logs.Shutdown(PatienceMs), CancellationToken.None));
}
