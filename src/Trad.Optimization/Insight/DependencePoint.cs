using System.Text.Json.Serialization;
using Trad.Optimization.Spaces;

namespace Trad.Optimization.Insight;

/// <summary>What the model expects at one value of a parameter, averaged over the other parameters.</summary>
/// <param name="Value">The parameter's value.</param>
/// <param name="Expected">The expected average, in units of the objective.</param>
/// <param name="Low">The lower end of the band that holds the average with 95 % under the model, in units of the objective.</param>
/// <param name="High">The upper end of that band.</param>
public sealed record DependencePoint(
    ParameterValue Value,
    [property: JsonPropertyName("mean")] double Expected,
    [property: JsonPropertyName("lower")] double Low,
    [property: JsonPropertyName("upper")] double High);
