using System.Text.Json.Nodes;
using Trad.Backtesting.Metrics;
using Trad.Candles;
using Trad.Functions.Backfills;
using Trad.Optimization;
using Trad.Training;
using Trad.Training.Assets;
using Trad.Training.Requests;

namespace Trad.Functions.Api.OpenApi;

/// <summary>
/// The words that a text of a request may be, where the type of the property does not tell them: they are read as any text, so that
/// a wrong one is refused with all else that is wrong.
/// </summary>
internal static class RequestWords
{
    private static readonly Dictionary<(Type Type, string Property), IReadOnlyList<string>> Words = new()
    {
        [(typeof(TrainingRequest), nameof(TrainingRequest.Preset))] = [.. Preset.All.Select(preset => preset.Name)],
        [(typeof(TrainingRequest), nameof(TrainingRequest.Interval))] = Intervals,
        [(typeof(TrainingRequest), nameof(TrainingRequest.Optimizer))] = [.. OptimizerCatalog.Descriptions.Keys],
        [(typeof(TrainingRequest), nameof(TrainingRequest.Objective))] = Metrics,
        [(typeof(TrainingRequest), nameof(TrainingRequest.Objectives))] = Metrics,
        [(typeof(TrainingRequest), nameof(TrainingRequest.Direction))] = TradeDirectionNames.All,
        [(typeof(BackfillRequest), nameof(BackfillRequest.Interval))] = Intervals,
        [(typeof(AssetChange), nameof(AssetChange.Stage))] = [.. Enum.GetValues<AssetStage>().Select(stage => EnumNames.Format(stage))],
    };

    private static readonly Dictionary<(Type Type, string Property), string> Patterns = new()
    {
        // Strategies are added to the catalogue at run time; their names are in /api/strategies.
        [(typeof(TrainingRequest), nameof(TrainingRequest.Strategy))] = QueryReader.StrategyPattern,
        [(typeof(TrainingRequest), nameof(TrainingRequest.Exchange))] = QueryReader.ExchangePattern,
        [(typeof(BackfillRequest), nameof(BackfillRequest.Exchange))] = QueryReader.ExchangePattern,
    };

    private static IReadOnlyList<string> Intervals => [.. Interval.All.Select(interval => interval.Code)];

    private static IReadOnlyList<string> Metrics => [.. MetricCatalog.All.Select(metric => metric.Name)];

    /// <summary>Says in the schema of a property, or of its items, which words or which form of a name it takes.</summary>
    public static void DescribeIn(JsonNode schema, Type type, string property)
    {
        if (Words.TryGetValue((type, property), out var words))
        {
            var texts = schema["items"] as JsonObject ?? schema.AsObject();
            texts["enum"] = new JsonArray([.. words.Select(word => (JsonNode)word)]);
            if (texts["type"] is JsonArray types && types.Any(each => (string?)each == "null"))
            {
                texts["enum"]!.AsArray().Add(null);
            }
        }

        if (Patterns.TryGetValue((type, property), out var pattern))
        {
            schema["pattern"] = pattern;
        }
    }
}
