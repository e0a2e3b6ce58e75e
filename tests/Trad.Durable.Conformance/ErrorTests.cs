using Microsoft.DurableTask.Client;
using Trad.Durable.Conformance.Activities;
using Trad.Durable.Conformance.Hosting;
using Trad.Durable.Conformance.Orchestrations;

namespace Trad.Durable.Conformance;

/// <summary>How failures travel, and how they are survived.</summary>
public abstract class ErrorTests(DurableHost host) : Conversation(host)
{
    [Fact]
    public async Task One_failure_among_many_surfaces_and_the_others_keep_their_results() =>
        Assert.Equal(5, await OutputAsync<int>(nameof(ErrorOrchestrations.OneOfSix)));

    [Fact]
    public async Task Orchestrator_may_go_on_after_a_failure() =>
        Assert.Equal("booked, cancelled", await OutputAsync<string>(nameof(ErrorOrchestrations.Compensate)));

    [Fact]
    public async Task Failure_that_the_policy_does_not_handle_is_not_retried()
    {
        var end = await RunAsync(nameof(ErrorOrchestrations.Unretryable), NewPlan(failures: 1));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains("call 1", ReasonOf(end), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Retry_handler_may_wait_for_a_durable_timer() =>
        Assert.Equal(3, await OutputAsync<int>(nameof(ErrorOrchestrations.RetryAfterTimer), NewPlan(failures: 2)));

    [Fact]
    public async Task Sub_orchestration_is_retried_by_its_policy() =>
        Assert.Equal(3, await OutputAsync<int>(nameof(ErrorOrchestrations.RetriedChild), NewPlan(failures: 2)));

    [Fact]
    public async Task Reason_travels_up_through_all_levels()
    {
        var end = await RunAsync(nameof(ErrorOrchestrations.Deep), 3);

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains("the deepest reason", ReasonOf(end), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_sub_orchestrator_fails_its_caller_and_is_named()
    {
        var end = await RunAsync(nameof(ErrorOrchestrations.UnknownChild));

        Assert.Equal(OrchestrationRuntimeStatus.Failed, end.RuntimeStatus);
        Assert.Contains("NoSuchOrchestrator", ReasonOf(end), StringComparison.Ordinal);
    }

    private static FailurePlan NewPlan(int failures) => new($"{Guid.NewGuid()}", failures);
}
