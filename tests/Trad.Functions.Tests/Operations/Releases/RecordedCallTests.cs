using Microsoft.DurableTask;
using Trad.Functions.Assets;
using Trad.Functions.Backfills;
using Trad.Functions.Training;
using Trad.LocalRuntime.Durable;
using Trad.LocalRuntime.Durable.Storage;

namespace Trad.Functions.Tests.Operations.Releases;

/// <summary>
/// How often and after which pauses a call that fails is tried again is part of what is recorded, as timers: a release that does it
/// otherwise cannot go on with an orchestration that a fault has just met, and most calls of the recorded histories met none.
/// </summary>
public sealed class RecordedCallTests
{
    private static readonly int[] OfTrainings = [1, 2, 4, 8];

    /// <summary>The pauses of version 1.0, in seconds; other ones want another version and histories of it.</summary>
    private static readonly Dictionary<string, int[]> Pauses = new(StringComparer.Ordinal)
    {
        [nameof(TrainingOrchestrator)] = OfTrainings,
        [nameof(ValidationOrchestration)] = OfTrainings,
        [nameof(RevalidationOrchestrator)] = OfTrainings,
        [nameof(BackfillOrchestrator)] = [2, 4],
    };

    /// <summary>Every history that is kept.</summary>
    public static TheoryData<string> Histories => [.. RecordedOrchestration.Names];

    [Theory]
    [MemberData(nameof(Histories))]
    public void Every_call_that_fails_is_tried_again_after_the_pauses_of_its_release(string name)
    {
        var recorded = RecordedOrchestration.Load(name);
        var calls = recorded.Events.Where(happened => IsCall(happened.Kind)).DistinctBy(call => call.Name).ToList();
        Assert.NotEmpty(calls);

        Assert.All(calls, call => Assert.Equal(Pauses[recorded.Instance.Name], PausesOf(recorded, call)));
    }

    private static bool IsCall(HistoryEventKind kind) =>
        kind is HistoryEventKind.ActivityScheduled or HistoryEventKind.SubOrchestrationScheduled;

    // Brings the orchestration to where it has just asked, and lets the call fail until it is given up.
    private static List<int> PausesOf(RecordedOrchestration recorded, HistoryEvent call)
    {
        var asked = recorded.Events.Select((happened, at) => (happened, at)).First(each => ReferenceEquals(each.happened, call)).at;
        var execution = recorded.Replay(recorded.Events.Where((happened, at) =>
            at <= asked || !recorded.Events.Take(at + 1).Skip(asked).Any(between => between.Kind == HistoryEventKind.TurnStarted)));
        var failed = call.Kind == HistoryEventKind.ActivityScheduled
            ? HistoryEventKind.ActivityFailed
            : HistoryEventKind.SubOrchestrationFailed;
        var pauses = new List<int>();
        var task = call.TaskId;
        var now = execution.Time;
        while (true)
        {
            var failure = DurableJson.Write(new TaskFailureDetails(nameof(IOException), "It could not be read.", null, null, null), "failure");
            var decided = execution.Take([new(HistoryEventKind.TurnStarted, now), new(failed, now, task, call.Name, failure)]);
            if (decided.FirstOrDefault(decision => decision.Kind == HistoryEventKind.TimerCreated) is not { } timer)
            {
                return pauses;
            }

            pauses.Add((int)(timer.Time - now).TotalSeconds);
            now = timer.Time;
            var again = Assert.Single(execution.Take(
                [new(HistoryEventKind.TurnStarted, now), new(HistoryEventKind.TimerFired, now, timer.TaskId)]));
            Assert.Equal((call.Kind, call.Name), (again.Kind, again.Name));
            task = again.TaskId;
        }
    }
}
