using Microsoft.DurableTask.Client;
using Microsoft.DurableTask.Testing;

[assembly: AssemblyFixture(typeof(Trad.Durable.Conformance.Hosting.InMemory.InMemoryHost))]

namespace Trad.Durable.Conformance.Hosting.InMemory;

/// <summary>The real Durable Task worker and client on the in-process host of the same packages.</summary>
public sealed class InMemoryHost : DurableHost
{
    private DurableTaskTestHost? _host;

    /// <inheritdoc/>
    public override DurableTaskClient Client => _host!.Client;

    /// <inheritdoc/>
    public override async ValueTask InitializeAsync()
    {
        // It draws its port, which another process may have.
        for (var attempt = 1; _host is null; attempt++)
        {
            try
            {
                _host = await DurableTaskTestHost.StartAsync(FunctionRegistration.AddAll);
            }
            catch (IOException) when (attempt < 20)
            {
                // The next draw.
            }
        }
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        if (_host is not null)
        {
            await _host.DisposeAsync();
        }
    }
}
