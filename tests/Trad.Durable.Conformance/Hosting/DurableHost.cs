using Microsoft.DurableTask.Client;

namespace Trad.Durable.Conformance.Hosting;

/// <summary>An engine under test, with this assembly's functions.</summary>
public abstract class DurableHost : IAsyncLifetime
{
    /// <summary>The client of the engine.</summary>
    public abstract DurableTaskClient Client { get; }

    /// <summary>How far an orchestration has come and what the host complained of last, for the message of a test that failed.</summary>
    public virtual async Task<string> DescribeAsync(string instanceId)
    {
        try
        {
            // Not forever: the engine may be what hangs.
            using var patience = new CancellationTokenSource(TimeSpan.FromMinutes(1));
            var found = await Client.GetInstanceAsync(instanceId, patience.Token);
            return found is null ? "The engine knows no such instance." : $"It is {found.RuntimeStatus} since {found.LastUpdatedAt:O}.";
        }
        catch (Exception unreadable)
        {
            return $"Its state cannot be read: {unreadable.GetType().Name}: {unreadable.Message}";
        }
    }

    /// <inheritdoc/>
    public abstract ValueTask InitializeAsync();

    /// <inheritdoc/>
    public abstract ValueTask DisposeAsync();
}
