using Trad.Durable.Conformance.Hosting;
using Trad.Durable.Conformance.Orchestrations;

namespace Trad.Durable.Conformance;

/// <summary>An orchestrator may be run from its beginning at any time; it must not notice.</summary>
public abstract class ReplayTests(DurableHost host) : Conversation(host)
{
    [Fact]
    public async Task Drawn_identity_and_time_are_the_same_after_later_turns() =>
        Assert.True(await OutputAsync<bool>(nameof(ReplayOrchestrations.StableIdentity)));

    [Fact]
    public async Task Local_state_is_rebuilt_from_the_history() =>
        Assert.Equal("0o1o2o3o4o", await OutputAsync<string>(nameof(ReplayOrchestrations.LocalState)));

    [Fact]
    public async Task Code_beyond_the_history_is_not_a_replay() =>
        Assert.False(await OutputAsync<bool>(nameof(ReplayOrchestrations.EndsLive)));

    [Fact]
    public async Task Orchestrator_knows_its_name_and_identity_and_has_no_parent()
    {
        var end = await RunAsync(nameof(ReplayOrchestrations.Describe));

        Assert.Equal($"{nameof(ReplayOrchestrations.Describe)}|{end.InstanceId}|True", end.ReadOutputAs<string>());
    }

    [Fact]
    public async Task Time_does_not_run_backwards() => Assert.True(await OutputAsync<bool>(nameof(ReplayOrchestrations.TimeGoesOn)));

    [Fact]
    public async Task Replay_safe_log_is_there_for_any_category() =>
        Assert.False((await RunAsync(nameof(ReplayOrchestrations.LogsAndEnds))).ReadCustomStatusAs<bool>());
}
