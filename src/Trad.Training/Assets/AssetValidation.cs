using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Trad.Training.Assets;

/// <summary>Further evidence about an asset; null where it was not gathered.</summary>
public sealed record AssetValidation
{
    /// <summary>Walk-forward results.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public JsonObject? WalkForward { get; init; }

    /// <summary>Overfitting statistics.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public JsonObject? Overfitting { get; init; }
}
