using System.Text.Json;
using System.Text.Json.Nodes;
using Trad.Candles.Gaps;

namespace Trad.Training.Requests;

/// <summary>Changes of a request, given as a JSON merge patch (RFC 7396).</summary>
public static class RequestChanges
{
    // Only one of these can be given; whoever gives one means it instead of the one before.
    private static readonly string[] Beginnings = ["lookbackDays", "lookbackCandles", "from"];

    // What says over which time a job goes: a preset has a look-back of its own.
    private static readonly string[] Ranges = [.. Beginnings, "to", "preset"];

    // What the number of trades that a trial needs is derived from.
    private static readonly string[] MinimumTradesSources =
        [.. Ranges, "exchange", "symbol", "symbols", "interval", "holdOut", "constraints", "minimumTrades"];

    /// <summary>The changed request, or null after recording what cannot be read.</summary>
    public static TrainingRequest? Apply(TrainingRequest request, JsonObject changes, ValidationErrors errors)
    {
        var merged = JsonSerializer.SerializeToNode(request, TradJson.Options)!.AsObject();
        if (Beginnings.Any(changes.ContainsKey))
        {
            foreach (var beginning in Beginnings)
            {
                merged.Remove(beginning);
            }
        }

        // The default was chosen for another range; whether it suits this one is asked again.
        if (request.GapPolicy == GapPolicy.Split && Ranges.Any(changes.ContainsKey))
        {
            merged.Remove("gapPolicy");
        }

        if (request.MinimumTradesDerived == true && MinimumTradesSources.Any(changes.ContainsKey))
        {
            merged.Remove("minimumTrades");
            merged.Remove("minimumTradesDerived");
        }

        // What was pinned is of the strategy and the version that were asked for.
        if (changes.ContainsKey("strategy") || changes.ContainsKey("strategyVersion"))
        {
            merged.Remove("strategyVersion");
            merged.Remove("pinnedStrategy");
            merged.Remove("strategyHash");
        }

        // How much is repeated and tried beside it has a default by the scope.
        if (changes["validation"] is JsonObject validation && validation.ContainsKey("scope") && merged["validation"] is JsonObject before)
        {
            before.Remove("seeds");
            before.Remove("otherSymbols");
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
