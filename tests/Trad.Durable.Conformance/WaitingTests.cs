using Microsoft.DurableTask.Client;
using Trad.Durable.Conformance.Hosting;
using Trad.Durable.Conformance.Orchestrations;

namespace Trad.Durable.Conformance;

/// <summary>Waiting for time, for events, and for whichever comes first.</summary>
public abstract class WaitingTests(DurableHost host) : Conversation(host)
{
    [Fact]
    public async Task Shorter_of_two_timers_wins() =>
        Assert.Equal("soon", await OutputAsync<string>(nameof(WaitingOrchestrations.ShorterTimer)));

    [Fact]
    public async Task Cancelled_timer_ends_as_cancelled() =>
        Assert.True(await OutputAsync<bool>(nameof(WaitingOrchestrations.CancelledTimer)));

    [Fact]
    public async Task Event_wins_against_a_timer_that_is_not_due()
    {
        var id = await StartAsync(nameof(WaitingOrchestrations.EventOrTimer), TimeSpan.FromHours(1));

        await Client.RaiseEventAsync(id, "text", "event", Ending);

        Assert.Equal("event", (await EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Timer_wins_when_the_event_does_not_come() =>
        Assert.Equal("timer", await OutputAsync<string>(nameof(WaitingOrchestrations.EventOrTimer), TimeSpan.FromSeconds(1)));

    [Theory]
    [InlineData("first", "second")]
    [InlineData("second", "first")]
    public async Task Events_of_different_names_may_come_in_any_order(string one, string other)
    {
        var id = await StartAsync(nameof(WaitingOrchestrations.TwoEvents));

        await Client.RaiseEventAsync(id, one, one, Ending);
        await Client.RaiseEventAsync(id, other, other, Ending);

        Assert.Equal("first+second", (await EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Each_event_ends_one_wait()
    {
        var id = await StartAsync(nameof(WaitingOrchestrations.OneNameTwice));

        await Client.RaiseEventAsync(id, "number", 1, Ending);
        await Client.RaiseEventAsync(id, "number", 2, Ending);

        Assert.Equal(3, (await EndAsync(id)).ReadOutputAs<int>());
    }

    [Fact]
    public async Task Event_goes_to_the_next_wait_when_one_was_given_up()
    {
        var id = await StartAsync(nameof(WaitingOrchestrations.WaitAgain));

        await Client.RaiseEventAsync(id, "text", "kept", Ending);

        Assert.Equal("kept", (await EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Unprocessed_event_does_not_reach_the_next_generation_when_it_is_not_to_be_preserved()
    {
        var id = await StartAsync(nameof(WaitingOrchestrations.Inherit), new Inheritance(KeepsEvents: false, IsHeir: false));

        await Client.RaiseEventAsync(id, "number", 7, Ending);
        await Client.RaiseEventAsync(id, "go", 0, Ending);

        Assert.Equal(-1, (await EndAsync(id)).ReadOutputAs<int>());
    }
}
