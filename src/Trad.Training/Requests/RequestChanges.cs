using System.Text.Json;
using System.Text.Json.Nodes;
using Trad.Candles.Gaps;

namespace Trad.Training.Requests;

/// <summary>Changes of a request, given as a JSON merge patch (RFC 7396).</summary>
public static class RequestChanges
{
    // Only one of these can be given; whoever gives one means it instead of the one before.
    private static readonly string[] Ranges = ["lookbackDays", "lookbackCandles", "from"];

    /// <summary>The changed request, or null after recording what cannot be read.</summary>
    public static TrainingRequest? Apply(TrainingRequest request, JsonObject changes, ValidationErrors errors)
    {
        var merged = JsonSerializer.SerializeToNode(request, TradJson.Options)!.AsObject();
        if (Ranges.Any(changes.ContainsKey))
        {
            foreach (var range in Ranges)
            {
                merged.Remove(range);
            }

            // The default was chosen for another range; whether it suits this one is asked again.
            if (request.GapPolicy == GapPolicy.Split)
            {
                merged.Remove("gapPolicy");
            }
        }

        Merge(merged, changes);
        return RequestJson.Read<TrainingRequest>(JsonSerializer.SerializeToUtf8Bytes(merged, TradJson.Options), errors);
    }

    private static void Merge(JsonObject target, JsonObject changes)
    {
        foreach (var (name, value) in changes)
        {
            switch (value)
            {
                case null:
                    target.Remove(name);
                    break;
                case JsonObject nested when target[name] is JsonObject existing:
                    Merge(existing, nested);
                    break;
                default:
                    target[name] = value.DeepClone();
                    break;
            }
        }
    }
}
