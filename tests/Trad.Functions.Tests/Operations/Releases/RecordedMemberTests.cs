using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Trad.Functions.Tests.Operations.Releases;

/// <summary>
/// What a message can say, some recorded history says: a member that none of them fills could be renamed, or read otherwise, and every
/// test over the histories would stay green.
/// </summary>
public sealed class RecordedMemberTests
{
    /// <summary>Members that no history fills, and why.</summary>
    private static readonly Dictionary<string, string[]> Exceptions = new(StringComparer.Ordinal)
    {
        ["A part that notices a cancellation before its orchestration does: which is first is chance"] =
        [
            "EvaluatedChunk.IsCancelled", "RepeatedSearches.IsCancelled", "TriedSymbols.IsCancelled", "WalkedWindows.IsCancelled",
            "WeighedTrials.IsCancelled",
        ],
        ["A plan that an exchange refuses: the simulated one refuses none"] = ["PlannedBackfill.Refusal"],
        ["An import that ended within a month: orchestrators hand it on and do not look at it"] =
            ["BackfillStep.Uncertain", "UncertainCandle.OpenTime", "UncertainCandle.Since"],
        ["An exchange that changed its candles: counted, not decided by"] =
            ["BackfillCounts.Replaced", "BackfillProgress.CandlesReplaced", "BackfillStepResult.Replaced"],
        ["What only one that goes on, or fails, says; the output of one that completed is the last that it says"] =
            ["BackfillProgress.Failures", "BackfillProgress.PausedUntil"],
        ["A figure of a range of months or years, or of trades that the recorded trainings do not make; handed on, not decided by"] =
        [
            "BacktestMetrics.AnnualisedReturn", "BacktestMetrics.Calmar", "BacktestMetrics.FundingPaid", "BacktestMetrics.SkippedEntries",
            "BacktestMetrics.SkippedNoCash", "BacktestMetrics.SkippedStopPassed", "BacktestMetrics.SkippedTargetPassed",
            "BacktestMetrics.SkippedTooSmall", "BacktestMetrics.ValueAtRisk", "CrossValidationEvidence.Groups",
            "CrossValidationEvidence.LosingPaths", "CrossValidationEvidence.MedianSharpe", "CrossValidationEvidence.PathSharpes",
            "CrossValidationEvidence.PurgedDays", "CrossValidationEvidence.Splits", "CrossValidationEvidence.TestGroups",
            "Period.Candles", "TrialWeighing.CrossValidation",
        ],
        ["Why a part of a validation came to nothing: handed on, not decided by"] =
        [
            "GatheredEvidence.WhyIncomplete", "OtherSymbol.Reason", "RepeatedSearch.Reason", "SymbolTrial.Reason", "SymbolTrial.State",
            "WalkForwardWindow.Reason",
        ],
    };

    [Fact]
    public void Every_member_of_every_message_is_filled_in_some_recorded_history()
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var type in RecordedMessages.Types)
        {
            Declare(type, known);
        }

        var filled = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (_, type, json) in RecordedOrchestration.Names.Select(RecordedOrchestration.Load).SelectMany(RecordedMessages.Of))
        {
            using var message = JsonDocument.Parse(json);
            Fill(type, message.RootElement, filled);
        }

        Assert.True(known.Count > 100, $"only {known.Count} members were looked for");
        var unfilled = known.Except(filled, StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var excepted = Exceptions.Values.SelectMany(members => members).ToList();
        Assert.Empty(unfilled.Except(excepted, StringComparer.Ordinal));
        Assert.Empty(excepted.Except(known, StringComparer.Ordinal));
    }

    private static void Declare(Type type, HashSet<string> known)
    {
        foreach (var member in Members(type))
        {
            if (known.Add(NameOf(member)))
            {
                Declare(member.PropertyType, known);
            }
        }

        foreach (var part in Parts(type))
        {
            Declare(part, known);
        }
    }

    private static void Fill(Type type, JsonElement value, HashSet<string> filled)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            foreach (var (part, item) in Parts(type).Take(1).SelectMany(part => value.EnumerateArray().Select(item => (part, item))))
            {
                Fill(part, item, filled);
            }
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            foreach (var member in Members(type))
            {
                if (value.TryGetProperty(member.Name, out var said) && SaysSomething(said))
                {
                    filled.Add(NameOf(member));
                    Fill(member.PropertyType, said, filled);
                }
            }

            // A dictionary: its values are of its last part.
            foreach (var part in Parts(type).TakeLast(1))
            {
                foreach (var each in value.EnumerateObject())
                {
                    Fill(part, each.Value, filled);
                }
            }
        }
    }

    private static bool SaysSomething(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetDouble() != 0,
        JsonValueKind.String => value.GetString() is { Length: > 0 },
        JsonValueKind.Array => value.GetArrayLength() > 0,
        JsonValueKind.Object => value.EnumerateObject().Any(),
        JsonValueKind.True => true,
        _ => false,
    };

    private static string NameOf(PropertyInfo member) => $"{member.DeclaringType!.Name}.{member.Name}";

    // What a message has that is written down and read back; a type with a form of its own is held by what it says as a whole.
    private static IEnumerable<PropertyInfo> Members(Type type) =>
        !IsOwn(type) ? []
        : type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(member =>
            !member.IsDefined(typeof(JsonIgnoreAttribute)) && member.GetIndexParameters().Length == 0
            && (member.CanWrite || IsGivenAtTheStart(type, member)));

    private static bool IsGivenAtTheStart(Type type, PropertyInfo member) => type.GetConstructors().Any(constructor =>
        constructor.GetParameters().Any(parameter => string.Equals(parameter.Name, member.Name, StringComparison.OrdinalIgnoreCase)));

    private static bool IsOwn(Type type) => type is { IsEnum: false, IsGenericType: false, Namespace: { } space }
        && space.StartsWith("Trad.", StringComparison.Ordinal) && !type.IsDefined(typeof(JsonConverterAttribute));

    private static Type[] Parts(Type type) => type.IsArray ? [type.GetElementType()!]
        : type.IsGenericType ? type.GetGenericArguments()
        : [];
}
