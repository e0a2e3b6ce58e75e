using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Trad.LocalRuntime;
using Trad.LocalRuntime.Emulator;

namespace Trad.Durable.Conformance.Hosting;

/// <summary>The local host with one of its engines on a real emulator.</summary>
public abstract class StorageHost(DurableEngineKind engine) : DurableHost
{
    private AzuriteProcess? _azurite;
    private LocalFunctionsHost? _host;

    /// <inheritdoc/>
    public override DurableTaskClient Client => _host!.DurableClient;

    /// <inheritdoc/>
    public override async ValueTask InitializeAsync()
    {
        _azurite = await AzuriteProcess.StartAsync(new AzuriteOptions());
        var builder = LocalFunctionsHost.CreateBuilder(
            new LocalRuntimeOptions { ConnectionString = _azurite.ConnectionString, HubName = "Conformance", Engine = engine });
        builder.Logging.ClearProviders();
        builder.AddFunctions(typeof(DurableHost).Assembly);
        _host = builder.Build();
        await _host.StartAsync();
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        if (_azurite is not null)
        {
            await _azurite.DisposeAsync();
        }

        GC.SuppressFinalize(this);
    }
}
