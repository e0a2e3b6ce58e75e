using Trad.Backtesting.Strategies;
using Trad.Optimization.Spaces;
using Trad.Training.Requests;

namespace Trad.Functions.Strategies;

/// <summary>A parameter of a strategy and where it is searched by default.</summary>
/// <param name="Name">The name in requests and results.</param>
/// <param name="Title">The name for people.</param>
/// <param name="Description">What it means.</param>
/// <param name="Unit">What its number counts.</param>
/// <param name="Type"><c>continuous</c>, <c>integer</c>, <c>choice</c> or <c>boolean</c>.</param>
/// <param name="Low">The lowest value searched, inclusive; absent for choices and booleans.</param>
/// <param name="High">The highest value searched, inclusive; absent for choices and booleans.</param>
/// <param name="IsLogarithmic">Whether ratios rather than differences are searched evenly.</param>
/// <param name="Choices">The values searched; absent for ranges.</param>
/// <param name="Default">The value without a search.</param>
/// <param name="Allowed">What a request may ask for beyond the default search.</param>
public sealed record ParameterDescription(
    string Name,
    string Title,
    string Description,
    string Unit,
    string Type,
    double? Low,
    double? High,
    bool IsLogarithmic,
    IReadOnlyList<ParameterValue>? Choices,
    ParameterValue Default,
    string Allowed)
{
    /// <summary>The description of a parameter.</summary>
    public static ParameterDescription FromParameter(StrategyParameter parameter)
    {
        (string Type, double? Low, double? High, bool IsLogarithmic, IReadOnlyList<ParameterValue>? Choices) search = parameter switch
        {
            ContinuousStrategyParameter range => ("continuous", range.Low, range.High, range.IsLogarithmic, null),
            IntegerStrategyParameter range => ("integer", range.Low, range.High, false, null),
            ChoiceStrategyParameter choice => ("choice", null, null, false, [.. choice.Choices.Select(ParameterValue.FromNumber)]),
            FlagStrategyParameter flag => ("boolean", null, null, false, flag.IsSearched ? [false, true] : [flag.IsOn]),
            _ => throw new ArgumentOutOfRangeException(nameof(parameter), parameter, null),
        };
        return new ParameterDescription(
            parameter.Name,
            parameter.Title,
            parameter.Description,
            parameter.Unit,
            search.Type,
            search.Low,
            search.High,
            search.IsLogarithmic,
            search.Choices,
            SearchSpaces.ValueOf(parameter, parameter.Default),
            parameter.Allowed);
    }
}
