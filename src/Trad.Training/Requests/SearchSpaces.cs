using Trad.Backtesting.Strategies;
using Trad.Optimization.Spaces;

namespace Trad.Training.Requests;

/// <summary>Search spaces made from what a strategy declares and what a request changes.</summary>
public static class SearchSpaces
{
    private const int LargestChoiceList = 1000;

    /// <summary>The space to search, or null after recording what is wrong with the changes.</summary>
    /// <param name="strategy">Declares the parameters.</param>
    /// <param name="overrides">The request's changes, by parameter name.</param>
    /// <param name="errors">Receives what is wrong, as <c>parameters.name</c>.</param>
    public static SearchSpace? TryMake(
        IStrategy strategy, IReadOnlyDictionary<string, ParameterOverride>? overrides, ValidationErrors errors)
    {
        var faulty = new ValidationErrors();
        foreach (var name in (overrides ?? new Dictionary<string, ParameterOverride>()).Keys)
        {
            if (strategy.Parameters.All(parameter => parameter.Name != name))
            {
                faulty.Add(
                    $"parameters.{name}",
                    $"{strategy.Name} has no such parameter; it has {NamesOf(strategy)}");
            }
        }

        var parameters = new List<Parameter>();
        foreach (var declared in strategy.Parameters)
        {
            var search = overrides is not null && overrides.TryGetValue(declared.Name, out var change)
                ? Changed(declared, change, faulty)
                : Declared(declared);
            if (search is not null)
            {
                parameters.Add(search);
            }
        }

        if (!faulty.IsEmpty)
        {
            foreach (var (field, messages) in faulty.ByField)
            {
                foreach (var message in messages)
                {
                    errors.Add(field, message);
                }
            }

            return null;
        }

        try
        {
            return new SearchSpace(parameters, [.. strategy.Orders.Select(order => new OrderConstraint(order.Smaller, order.Larger))]);
        }
        catch (ArgumentException impossible)
        {
            errors.Add("parameters", impossible.Message);
            return null;
        }
    }

    /// <summary>A number as the value of a parameter: a flag where the parameter is on or off.</summary>
    public static ParameterValue ValueOf(StrategyParameter parameter, double number) =>
        parameter is FlagStrategyParameter ? ParameterValue.FromFlag(number != 0) : ParameterValue.FromNumber(number);

    /// <summary>Records when a strategy cannot compute with a value, searched or not.</summary>
    public static bool IsAllowed(StrategyParameter declared, string field, ParameterValue value, ValidationErrors errors)
    {
        // 0 and 1 for a flag are what requests had to say before there were flags; true for a number is a mistake.
        if (!value.IsText && (!value.IsFlag || declared is FlagStrategyParameter) && declared.Allows(value.Number))
        {
            return true;
        }

        errors.Add(field, $"is {(value.IsText ? $"\"{value}\"" : value)}; allowed is {declared.Allowed}");
        return false;
    }

    /// <summary>What the parameters of a strategy are called, for messages.</summary>
    internal static string NamesOf(IStrategy strategy) =>
        strategy.Parameters.Count == 0 ? "none" : string.Join(", ", strategy.Parameters.Select(known => known.Name));

    private static Parameter Declared(StrategyParameter declared) => declared switch
    {
        ContinuousStrategyParameter continuous =>
            new ContinuousParameter(continuous.Name, continuous.Low, continuous.High, continuous.IsLogarithmic),
        IntegerStrategyParameter integer => new IntegerParameter(integer.Name, integer.Low, integer.High),
        ChoiceStrategyParameter choice =>
            new ChoiceParameter(choice.Name, [.. choice.Choices.Select(ParameterValue.FromNumber)], isOrdered: true),
        FlagStrategyParameter { IsSearched: true } flag => new ChoiceParameter(flag.Name, [false, true], isOrdered: true),
        FlagStrategyParameter flag => new FixedParameter(flag.Name, flag.IsOn),
        _ => throw new ArgumentOutOfRangeException(nameof(declared), declared, null),
    };

    private static Parameter? Changed(StrategyParameter declared, ParameterOverride change, ValidationErrors errors)
    {
        var field = $"parameters.{declared.Name}";
        if (change is { Low: null, High: null } and ({ Step: not null } or { Log: not null }))
        {
            errors.Add($"{field}.{(change.Step is null ? "log" : "step")}", "goes with low and high");
            return null;
        }

        switch (change)
        {
            case { Value: { } value, Low: null, High: null, Choices: null }:
                return IsAllowed(declared, $"{field}.value", value, errors)
                    ? new FixedParameter(declared.Name, ValueOf(declared, value.Number))
                    : null;

            case { Value: null, Low: { } low, High: { } high, Choices: null }:
                return SearchRange.TryMake(declared, field, change, low, high, errors);

            case { Value: null, Low: null, High: null, Choices: { } choices }:
                return Choices(declared, $"{field}.choices", choices, errors);

            default:
                errors.Add(field, "needs exactly one of: value; low and high; choices");
                return null;
        }
    }

    private static ChoiceParameter? Choices(
        StrategyParameter declared, string field, IReadOnlyList<ParameterValue> choices, ValidationErrors errors)
    {
        if (choices.Count is < 1 or > LargestChoiceList)
        {
            errors.Add(field, $"has {choices.Count} values; allowed are 1 to {LargestChoiceList}");
            return null;
        }

        if (choices.Distinct().Count() != choices.Count)
        {
            errors.Add(field, "names a value twice");
            return null;
        }

        return choices.All(choice => IsAllowed(declared, field, choice, errors))
            ? new ChoiceParameter(
                declared.Name, [.. choices.Select(choice => choice.Number).Order().Select(number => ValueOf(declared, number))],
                isOrdered: true)
            : null;
    }
}
