using DurableTask.Core;
using DurableTask.Core.History;
using Grpc.Core;
using Trad.Functions.Operations.Orchestrations;

namespace Trad.Functions.Tests.Operations.Orchestrations;

public sealed class HistoryReadingTests
{
    private static readonly DateTime Noon = new(2025, 6, 1, 12, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Read_brings_calls_and_answers_together_and_leaves_turns_out()
    {
        var events = new HistoryReading(100).Read(
        [
            At(0, new OrchestratorStartedEvent(-1)),
            At(0, new ExecutionStartedEvent(-1, "1") { Name = "Outer" }),
            At(1, new TaskScheduledEvent(0, "Inner", "", "\"in\"")),
            At(1, new SubOrchestrationInstanceCreatedEvent(1) { Name = "Child", InstanceId = "child-1", Input = "2" }),
            At(1, new TimerCreatedEvent(2, Noon.AddSeconds(9))),
            At(2, new OrchestratorCompletedEvent(-1)),
            At(3, new TaskCompletedEvent(-1, 0, "\"out\"")),
            At(4, new SubOrchestrationInstanceFailedEvent(-1, 1, "raw", null, new FailureDetails("T", "why", null, null, false))),
            At(9, new TimerFiredEvent(-1, Noon.AddSeconds(9)) { TimerId = 2 }),
            At(10, new ExecutionCompletedEvent(-1, "3", OrchestrationStatus.Completed, null)),
        ]);

        Assert.Equal(
            [
                OrchestrationEventKind.Started, OrchestrationEventKind.ActivityScheduled, OrchestrationEventKind.SubOrchestrationStarted,
                OrchestrationEventKind.TimerCreated, OrchestrationEventKind.ActivityCompleted,
                OrchestrationEventKind.SubOrchestrationFailed, OrchestrationEventKind.TimerFired, OrchestrationEventKind.Ended,
            ],
            events.Select(each => each.Kind));
        Assert.Equal(("Inner", 0, Moment(1), "\"out\""), (events[4].Name, events[4].TaskId, events[4].ScheduledAt, events[4].Payload));
        Assert.Equal(("Child", "child-1", "why"), (events[5].Name, events[5].InstanceId, events[5].Reason));
        Assert.Equal((Moment(1), Moment(9)), (events[6].ScheduledAt, events[6].DueAt));
        Assert.Equal(("completed", "3"), (events[7].Status, events[7].Payload));
    }

    [Theory]
    [InlineData("abcdef", 3, "abc")]
    [InlineData("abc", 3, "abc")]
    [InlineData("ab\U0001F600", 3, "ab")]
    [InlineData("abc", 0, "")]
    public void Payload_is_cut_at_whole_characters_and_its_length_told(string payload, int longest, string expected)
    {
        var read = Assert.Single(new HistoryReading(longest).Read([At(0, new EventRaisedEvent(-1, payload) { Name = "text" })]));

        Assert.Equal((expected, payload.Length, "text"), (read.Payload, read.PayloadLength, read.Name));
    }

    [Fact]
    public void Answer_whose_call_was_forgotten_is_told_without_it()
    {
        var read = Assert.Single(new HistoryReading(10).Read([At(0, new TaskCompletedEvent(-1, 7, "1"))]));

        Assert.Equal((7, (string?)null, (DateTimeOffset?)null), (read.TaskId!.Value, read.Name, read.ScheduledAt));
    }

    [Fact]
    public void Failure_of_the_whole_is_told_as_its_reason()
    {
        var read = Assert.Single(new HistoryReading(10).Read(
            [At(0, new ExecutionCompletedEvent(-1, "System.Exception: no luck", OrchestrationStatus.Failed, null))]));

        Assert.Equal(("failed", "System.Exception: no luck", (string?)null), (read.Status, read.Reason, read.Payload));
    }

    [Fact]
    public void What_a_host_does_not_offer_is_told_from_what_went_wrong()
    {
        Assert.True(HostLimits.IsMissing(new NotSupportedException()));
        Assert.True(HostLimits.IsMissing(new NotImplementedException()));
        Assert.True(HostLimits.IsMissing(new RpcException(new Status(StatusCode.Unimplemented, "no"))));
        Assert.False(HostLimits.IsMissing(new RpcException(new Status(StatusCode.Unavailable, "no"))));
        Assert.False(HostLimits.IsMissing(new InvalidOperationException()));
    }

    private static DateTimeOffset Moment(int second) => new(Noon.AddSeconds(second));

    private static HistoryEvent At(int second, HistoryEvent happened)
    {
        // Engines tell moments without their zone.
        happened.Timestamp = DateTime.SpecifyKind(Noon.AddSeconds(second), DateTimeKind.Unspecified);
        return happened;
    }
}
