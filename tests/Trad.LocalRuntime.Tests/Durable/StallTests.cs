using Trad.LocalRuntime.Durable.Distributed;

namespace Trad.LocalRuntime.Tests.Durable;

/// <summary>How long work stands still when a process is killed.</summary>
public sealed class StallTests
{
    // More than five seconds, since Durable Task renews an activity's message that often.
    [Fact]
    public void Work_of_a_killed_process_is_with_another_within_ten_seconds_as_the_settings_bound_it() =>
        Assert.InRange(AzureStorageHub.LongestStall, TimeSpan.FromSeconds(6), TimeSpan.FromSeconds(10));
}
