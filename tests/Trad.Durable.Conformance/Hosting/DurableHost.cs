using Microsoft.DurableTask.Client;

namespace Trad.Durable.Conformance.Hosting;

/// <summary>An engine under test, with this assembly's functions.</summary>
public abstract class DurableHost : IAsyncLifetime
{
    /// <summary>The client of the engine.</summary>
    public abstract DurableTaskClient Client { get; }

    /// <inheritdoc/>
    public abstract ValueTask InitializeAsync();

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
