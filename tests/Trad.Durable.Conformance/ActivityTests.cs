using Microsoft.DurableTask.Client;
using Trad.Durable.Conformance.Activities;
using Trad.Durable.Conformance.Hosting;
using Trad.Durable.Conformance.Orchestrations;

namespace Trad.Durable.Conformance;

/// <summary>What calling activities means.</summary>
public abstract class ActivityTests(DurableHost host) : Conversation(host)
{
    [Fact]
    public async Task Chain_of_activities_runs_in_order() =>
        Assert.Equal(Enumerable.Range(0, 20), await OutputAsync<int[]>(nameof(ActivityOrchestrations.Chain), 20));

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(50)]
    public async Task Fan_out_returns_results_in_the_order_of_the_calls(int width) =>
        Assert.Equal(Enumerable.Range(0, width), await OutputAsync<int[]>(nameof(ActivityOrchestrations.FanOut), width));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("quotes \" and \\ and \n")]
    [InlineData("Zürich, 東京, 🚀, \u0001")]
    public async Task Text_passes_through_an_activity_unchanged(string? text) =>
        Assert.Equal(text, await OutputAsync<string?>(nameof(ActivityOrchestrations.EchoTextThrough), text));

    [Fact]
    public async Task Record_passes_through_an_activity_unchanged()
    {
        var order = new Order("a", 1.10m, new DateTimeOffset(2024, 2, 29, 1, 2, 3, TimeSpan.FromHours(2)), null, ["x", "y"]);

        var echoed = await OutputAsync<Order>(nameof(ActivityOrchestrations.EchoOrderThrough), order);

        Assert.Equivalent(order, echoed, strict: true);
    }

    [Theory]
    [InlineData(23_999)]
    [InlineData(24_000)]
    [InlineData(100_000)]
    public async Task Long_result_and_input_arrive_whole(int length) =>
        Assert.Equal(length, await OutputAsync<int>(nameof(ActivityOrchestrations.LongResult), length));

    [Fact]
    public async Task Unhandled_failure_of_an_activity_fails_the_orchestration()
    {
        var end = await RunAsync(nameof(ActivityOrchestrations.CallThrowing), "broken part");

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains("broken part", ReasonOf(end), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Failure_of_an_activity_can_be_caught_with_its_name_and_message() =>
        Assert.Equal("Throw|broken part", await OutputAsync<string>(nameof(ActivityOrchestrations.CatchFailure), "broken part"));

    [Fact]
    public async Task Unknown_activity_fails_the_orchestration_and_is_named()
    {
        var end = await RunAsync(nameof(ActivityOrchestrations.CallUnknown));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains("NoSuchActivity", ReasonOf(end), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Result_that_is_no_json_fails_the_orchestration() =>
        Assert.Equal(OrchestrationRuntimeStatus.Failed, (await RunAsync(nameof(ActivityOrchestrations.CallLoop))).RuntimeStatus);

    [Fact]
    public async Task Retry_policy_tries_again_until_it_succeeds() =>
        Assert.Equal(3, await OutputAsync<int>(nameof(ActivityOrchestrations.Retry), new FailurePlan(Guid.NewGuid().ToString(), 2)));

    [Fact]
    public async Task Retry_policy_gives_up_after_its_last_attempt()
    {
        var end = await RunAsync(nameof(ActivityOrchestrations.Retry), new FailurePlan(Guid.NewGuid().ToString(), 9));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains("call 3", ReasonOf(end), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retry_handler_decides_how_often_to_try() =>
        Assert.Equal(
            4, await OutputAsync<int>(nameof(ActivityOrchestrations.RetryByHandler), new FailurePlan(Guid.NewGuid().ToString(), 3)));

    [Fact]
    public async Task First_of_activity_and_timer_wins_and_the_timer_can_be_cancelled() =>
        Assert.Equal("activity", await OutputAsync<string>(nameof(ActivityOrchestrations.FirstOfTwo)));
}
