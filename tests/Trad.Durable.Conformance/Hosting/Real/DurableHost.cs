using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Testing;

[assembly: AssemblyFixture(typeof(Trad.Durable.Conformance.Hosting.DurableHost))]

namespace Trad.Durable.Conformance.Hosting;

/// <summary>The engine under test: the real Durable Task worker and client on the in-process host of the same packages.</summary>
public sealed class DurableHost : IAsyncLifetime
{
    private DurableTaskTestHost? _host;

    /// <summary>The client of the engine.</summary>
    public DurableTaskClient Client => _host!.Client;

    /// <summary>Why an orchestration failed.</summary>
    public static string? ReasonOf(OrchestrationMetadata failed) => failed.FailureDetails?.ErrorMessage ?? failed.SerializedOutput;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => _host = await DurableTaskTestHost.StartAsync(FunctionRegistration.AddAll);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }
}
