using System.Text.Json.Serialization;

namespace Trad.Optimization.Insight;

/// <summary>How much a parameter matters.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Importance">
/// Its share of the model's variance, interactions included, in [0, 1]; the shares of all parameters add up to 1.
/// </param>
public sealed record ParameterImportance([property: JsonPropertyName("parameter")] string Name, double Importance);
