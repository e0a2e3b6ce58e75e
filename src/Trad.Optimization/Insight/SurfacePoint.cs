using System.Text.Json.Serialization;
using Trad.Optimization.Spaces;

namespace Trad.Optimization.Insight;

/// <summary>What the model expects at one pair of values of two parameters, averaged over the other parameters.</summary>
/// <param name="First">The first parameter's value.</param>
/// <param name="Second">The second parameter's value.</param>
/// <param name="Expected">The expected average, in units of the objective.</param>
/// <param name="Low">The lower end of the band that holds the average with 95 % under the model, in units of the objective.</param>
/// <param name="High">The upper end of that band.</param>
/// <param name="IsAllowed">Whether the space's constraints allow the pair with some values of the other parameters.</param>
public sealed record SurfacePoint(
    ParameterValue First,
    ParameterValue Second,
    [property: JsonPropertyName("mean")] double Expected,
    [property: JsonPropertyName("lower")] double Low,
    [property: JsonPropertyName("upper")] double High,
    bool IsAllowed);
