using Trad.Functions.Api.Access;
using Trad.Testing;

namespace Trad.Functions.Tests.Api.Access;

/// <summary>The app as it is on a person's own machine without any setting.</summary>
public sealed class OpenApp(AzuriteFixture azurite) : IAsyncLifetime
{
    internal GuardedApp App { get; private set; } = null!;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() => App = await GuardedApp.StartAsync(azurite, HostPlace.Loopback);

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => App.DisposeAsync();
}
