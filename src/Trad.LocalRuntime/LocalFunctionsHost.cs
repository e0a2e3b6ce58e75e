using Microsoft.AspNetCore.Builder;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Trad.LocalRuntime.Hosting;

namespace Trad.LocalRuntime;

/// <summary>
/// A Functions host in this process: HTTP on Kestrel, timers, and durable orchestrations over a storage account.
/// </summary>
public sealed class LocalFunctionsHost : IAsyncDisposable
{
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(2);

    private readonly WebApplication _app;
    private bool _isStarted;

    internal LocalFunctionsHost(WebApplication app, IReadOnlyList<FunctionDescription> functions)
    {
        _app = app;
        Functions = functions;
    }

    /// <summary>The functions found.</summary>
    public IReadOnlyList<FunctionDescription> Functions { get; }

    /// <summary>Where the host listens, as this machine reaches it; known once it has started.</summary>
    public Uri Address
    {
        get
        {
            var address = new UriBuilder(_app.Urls.First());
            address.Host = address.Host switch
            {
                "0.0.0.0" => "127.0.0.1",
                "[::]" => "[::1]",
                var host => host,
            };
            return address.Uri;
        }
    }

    /// <summary>The app's services.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>The client of the host's durable orchestrations.</summary>
    public DurableTaskClient DurableClient => _app.Services.GetRequiredService<DurableTaskClient>();

    /// <summary>Begins a host.</summary>
    public static LocalFunctionsHostBuilder CreateBuilder(LocalRuntimeOptions options) => new(options);

    /// <summary>Starts serving, and takes up the orchestrations that an earlier host left unfinished.</summary>
    public Task StartAsync(CancellationToken cancellationToken = default)
    {
        _isStarted = true;
        return _app.StartAsync(cancellationToken);
    }

    /// <summary>Waits until the host is told to stop.</summary>
    public Task WaitForShutdownAsync(CancellationToken cancellationToken = default) =>
        ((IHost)_app).WaitForShutdownAsync(cancellationToken);

    /// <summary>Stops: nothing new begins, and what has not been committed is done again after the next start.</summary>
    public async ValueTask DisposeAsync()
    {
        // One that was only built has nothing to stop, and its services might fail while they are made for that.
        if (_isStarted)
        {
            using var patience = new CancellationTokenSource(StopPatience);
            await _app.StopAsync(patience.Token);
        }

        await _app.DisposeAsync();
    }
}
