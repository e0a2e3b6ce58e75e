using System.Text.Json.Serialization;
using Trad.Optimization.Spaces;

namespace Trad.Optimization.Insight;

/// <summary>One step of a search.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Objective">Its objective; null when it has none, or one from part of the data.</param>
/// <param name="Best">The best objective so far; null before the first one.</param>
public sealed record ConvergencePoint(int Trial, [property: JsonPropertyName("score")] double? Objective, double? Best);

/// <summary>How much a parameter matters.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Importance">
/// Its share of the model's variance, interactions included, in [0, 1]; the shares of all parameters add up to 1.
/// </param>
public sealed record ParameterImportance([property: JsonPropertyName("parameter")] string Name, double Importance);

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
