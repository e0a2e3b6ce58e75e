using Microsoft.Extensions.Logging.Abstractions;
using Trad.LocalRuntime.Durable.Distributed;
using Trad.Testing;

namespace Trad.LocalRuntime.Tests.Durable;

/// <summary>How long work stands still when a process is killed.</summary>
public sealed class StallTests(AzuriteFixture azurite)
{
    [Fact]
    public void Work_of_a_killed_process_is_with_another_within_ten_seconds_as_the_settings_bound_it()
    {
        var options = new LocalRuntimeOptions { ConnectionString = azurite.ConnectionString, Engine = DurableEngineKind.AzureStorage };

        var hub = new AzureStorageHub(options, NullLoggerFactory.Instance);

        // More than five seconds, since Durable Task renews an activity's message that often.
        Assert.InRange(hub.LongestStall, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(10));
    }
}
