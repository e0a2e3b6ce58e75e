using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Logging;
using Trad.LocalRuntime;
using Trad.LocalRuntime.Emulator;

[assembly: AssemblyFixture(typeof(Trad.Durable.Conformance.Hosting.DurableHost))]

namespace Trad.Durable.Conformance.Hosting;

/// <summary>The engine under test: the embedded runtime on a real emulator, with this assembly's functions.</summary>
public sealed class DurableHost : IAsyncLifetime
{
    private AzuriteProcess? _azurite;
    private LocalFunctionsHost? _host;

    /// <summary>The client of the engine.</summary>
    public DurableTaskClient Client => _host!.DurableClient;

    /// <summary>Why an orchestration failed.</summary>
    public static string? ReasonOf(OrchestrationMetadata failed) => failed.SerializedOutput;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        _azurite = await AzuriteProcess.StartAsync(new AzuriteOptions());
        var builder = LocalFunctionsHost.CreateBuilder(new LocalRuntimeOptions { ConnectionString = _azurite.ConnectionString, HubName = "Conformance" });
        builder.Logging.ClearProviders();
        builder.AddFunctions(typeof(DurableHost).Assembly);
        _host = builder.Build();
        await _host.StartAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }

        if (_azurite is not null)
        {
            await _azurite.DisposeAsync();
        }
    }
}
