using System.Reflection;
using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Trad.Functions.Operations.Releases;
using Trad.LocalRuntime.Durable;
using Trad.LocalRuntime.Durable.Execution;
using Trad.LocalRuntime.Durable.Storage;
using Trad.LocalRuntime.Hosting;
using Trad.Testing;

namespace Trad.Functions.Tests.Operations.Releases;

/// <summary>
/// Today's code over the histories that releases recorded: an orchestration that is under way when a release comes goes on.
/// </summary>
public sealed class ReplayTests
{
    /// <summary>Every history that is kept.</summary>
    public static TheoryData<string> Histories => [.. RecordedOrchestration.Names];

    [Theory]
    [MemberData(nameof(Histories))]
    public void History_of_a_release_is_decided_again_as_it_was_and_comes_to_the_same_end(string name)
    {
        var recorded = RecordedOrchestration.Load(name);

        var execution = recorded.Replay(recorded.Events);
        var outcome = execution.FindOutcome();

        Assert.Equal(
            recorded.Instance.Status switch
            {
                OrchestrationRuntimeStatus.Completed => OutcomeKind.Completed,
                OrchestrationRuntimeStatus.Failed => OutcomeKind.Failed,
                _ => OutcomeKind.ContinuedAsNew,
            },
            outcome?.Kind);
        Assert.Equal(recorded.Instance.Output, outcome!.Payload);
        Assert.Equal(recorded.Instance.CustomStatus, execution.CustomStatus);
    }

    [Theory]
    [MemberData(nameof(Histories))]
    public void History_that_was_cut_off_behind_any_turn_can_be_gone_on_with(string name)
    {
        var recorded = RecordedOrchestration.Load(name);
        var turns = recorded.Events.Select((happened, at) => (happened.Kind, at))
            .Where(each => each.Kind == HistoryEventKind.TurnStarted && each.at > 0).Select(each => each.at).ToList();
        Assert.NotEmpty(turns);
        foreach (var turn in turns)
        {
            var execution = recorded.Replay(recorded.Events.Take(turn));

            // It waits for what was under way, and decides nothing that is not recorded.
            Assert.Null(execution.FindOutcome());
            Assert.Empty(execution.Take([]));
        }
    }

    [Theory]
    [MemberData(nameof(Histories))]
    public void Every_turn_asks_again_for_the_same_work_in_the_same_words(string name)
    {
        var recorded = RecordedOrchestration.Load(name);
        var turns = recorded.Events.Select((happened, at) => (happened.Kind, at))
            .Where(each => each.Kind == HistoryEventKind.TurnStarted).Select(each => each.at).Append(recorded.Events.Count).ToList();
        foreach (var (from, to) in turns.Zip(turns.Skip(1)))
        {
            var turn = recorded.Events.Take(to).Skip(from).Where(happened => happened.Kind != HistoryEventKind.ExecutionEnded).ToList();
            var asked = turn.Where(happened => happened.IsDecision).ToList();

            var again = recorded.Replay(recorded.Events.Take(from)).Take(turn.Where(happened => !happened.IsDecision));

            Assert.Equal(asked.Select(Brief), again.Select(Brief));
            Assert.Equal(Timers(asked), Timers(again));
            foreach (var (before, now) in asked.Zip(again).Where(each => each.First.Payload is not null))
            {
                using var was = JsonDocument.Parse(before.Payload!);
                using var told = JsonDocument.Parse(now.Payload!);
                AssertKeeps(was.RootElement, told.RootElement, before.Name!);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Histories))]
    public void Whatever_travelled_can_be_read_by_todays_code(string name)
    {
        foreach (var (what, type, json) in RecordedMessages.Of(RecordedOrchestration.Load(name)))
        {
            // What the message said, today's type says too: a member that was renamed would be lost without a word.
            using var was = JsonDocument.Parse(json);
            using var read = JsonDocument.Parse(DurableJson.Write(DurableJson.Read(json, type, what), what)!);
            AssertKeeps(was.RootElement, read.RootElement, what);
        }
    }

    [Fact]
    public void Every_orchestrator_has_a_history_of_the_present_version()
    {
        var kept = RecordedOrchestration.Names.Where(name => name.StartsWith($"{OrchestrationVersion.Current}/", StringComparison.Ordinal))
            .Select(name => RecordedOrchestration.Load(name).Instance).ToList();
        var orchestrators = typeof(TradServices).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.GetParameters().Any(parameter => parameter.IsDefined(typeof(OrchestrationTriggerAttribute))))
            .Select(method => method.GetCustomAttribute<FunctionAttribute>()!.Name);

        Assert.Equal(orchestrators.Order(StringComparer.Ordinal), kept.Select(each => each.Name).Distinct().Order(StringComparer.Ordinal));
        Assert.All(kept, each => Assert.Equal(OrchestrationVersion.Current, each.Version));
    }

    [Fact]
    public void Every_activity_is_asked_for_in_a_history_of_the_present_version()
    {
        var asked = RecordedOrchestration.Names.Where(name => name.StartsWith($"{OrchestrationVersion.Current}/", StringComparison.Ordinal))
            .SelectMany(name => RecordedOrchestration.Load(name).Events)
            .Where(happened => happened.Kind == HistoryEventKind.ActivityScheduled).Select(happened => happened.Name!).ToHashSet();
        var activities = typeof(TradServices).Assembly.GetTypes().SelectMany(type => type.GetMethods())
            .Where(method => method.GetParameters().Any(parameter => parameter.IsDefined(typeof(ActivityTriggerAttribute))))
            .Select(method => method.GetCustomAttribute<FunctionAttribute>()!.Name);

        Assert.Empty(activities.Except(asked, StringComparer.Ordinal));
    }

    [Fact]
    public void The_Functions_host_gives_orchestrations_the_same_version()
    {
        using var host = JsonDocument.Parse(File.ReadAllText(ProjectTree.PathTo("host.json")));
        var durable = host.RootElement.GetProperty("extensions").GetProperty("durableTask");

        Assert.Equal(OrchestrationVersion.Current, durable.GetProperty("defaultVersion").GetString());
        Assert.Equal("CurrentOrOlder", durable.GetProperty("versionMatchStrategy").GetString());

        // An instance that a deploy has not reached yet leaves what a newer one began to it, and does not fail it.
        Assert.Equal("Reject", durable.GetProperty("versionFailureStrategy").GetString());
    }

    private static (HistoryEventKind Kind, int TaskId, string? Name) Brief(HistoryEvent happened) =>
        (happened.Kind, happened.TaskId, happened.Name);

    // A recorded timer's moment follows from when its turn was and how long is waited.
    private static IEnumerable<DateTimeOffset> Timers(IEnumerable<HistoryEvent> decisions) =>
        decisions.Where(happened => happened.Kind == HistoryEventKind.TimerCreated).Select(happened => happened.Time);

    private static void AssertKeeps(JsonElement was, JsonElement now, string where)
    {
        Assert.True(was.ValueKind == now.ValueKind, $"{where} was {was.ValueKind} and is {now.ValueKind}");
        if (was.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in was.EnumerateObject().Where(member => member.Value.ValueKind != JsonValueKind.Null))
            {
                Assert.True(now.TryGetProperty(member.Name, out var kept), $"{where}.{member.Name} is lost");
                AssertKeeps(member.Value, kept, $"{where}.{member.Name}");
            }
        }
        else if (was.ValueKind == JsonValueKind.Array)
        {
            Assert.Equal(was.GetArrayLength(), now.GetArrayLength());
            foreach (var (before, after) in was.EnumerateArray().Zip(now.EnumerateArray()))
            {
                AssertKeeps(before, after, $"{where}[]");
            }
        }
        else
        {
            Assert.Equal(was.GetRawText(), now.GetRawText());
        }
    }
}
