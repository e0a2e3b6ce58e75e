using System.Text.Json;
using Trad.Backtesting.Strategies;
using Trad.Optimization.Spaces;

namespace Trad.Training.Requests;

/// <summary>What parameter sets to try first must be like: part of the search, or the message says how they can be.</summary>
internal static class TriedFirstRules
{
    /// <summary>Most parameter sets that can be tried first.</summary>
    public const int Most = 100;

    /// <summary>
    /// The request's changes of the search, with both values of every flag that stays as it is by default and is turned by a
    /// set to try first: whoever wants it tried wants it searched.
    /// </summary>
    public static IReadOnlyDictionary<string, ParameterOverride>? WithTurnedFlags(TrainingRequest request)
    {
        if (request.TryFirst is not { } sets || !RequestedStrategy.TryGet(request, out var strategy))
        {
            return request.Parameters;
        }

        var turned = strategy.Parameters.OfType<FlagStrategyParameter>()
            .Where(flag => !flag.IsSearched && request.Parameters?.ContainsKey(flag.Name) != true && sets.Any(set => Turns(set, flag)))
            .Select(flag => KeyValuePair.Create(flag.Name, new ParameterOverride { Choices = [false, true] }))
            .ToList();
        return turned.Count == 0
            ? request.Parameters
            : (request.Parameters ?? new Dictionary<string, ParameterOverride>()).Concat(turned).ToDictionary();
    }

    /// <summary>Records what is wrong with the sets, each with its place and its parameter.</summary>
    /// <param name="request">The request.</param>
    /// <param name="strategy">Its strategy.</param>
    /// <param name="space">What it searches; null when that is wrong itself.</param>
    /// <param name="errors">Receives what is wrong.</param>
    public static void Check(TrainingRequest request, IStrategy strategy, SearchSpace? space, ValidationErrors errors)
    {
        if (request.TryFirst is { Count: > Most } tooMany)
        {
            errors.Add("tryFirst", $"has {tooMany.Count} parameter sets; allowed are at most {Most}");
        }

        for (var i = 0; i < (request.TryFirst?.Count ?? 0); i++)
        {
            var field = $"tryFirst[{i}]";
            if (request.TryFirst![i] is not { } values)
            {
                errors.Add(field, "is null; allowed is an object of parameter values, {} for the defaults");
                continue;
            }

            var own = new ValidationErrors();
            CheckValues(field, values, strategy, own);
            if (own.IsEmpty && space is not null)
            {
                CheckSearched(field, values, SearchOptions.Complete(values, request, strategy), space, own);
            }

            foreach (var (place, messages) in own.ByField)
            {
                errors.Add(place, string.Join("; ", messages));
            }
        }
    }

    private static bool Turns(IReadOnlyDictionary<string, ParameterValue>? set, FlagStrategyParameter flag) =>
        set is not null && set.TryGetValue(flag.Name, out var value) && !value.IsText && flag.Allows(value.Number)
            && value.Number != flag.Default;

    private static void CheckValues(
        string field, IReadOnlyDictionary<string, ParameterValue> values, IStrategy strategy, ValidationErrors errors)
    {
        foreach (var (name, value) in values)
        {
            if (strategy.Parameters.FirstOrDefault(parameter => parameter.Name == name) is { } declared)
            {
                SearchSpaces.IsAllowed(declared, $"{field}.{name}", value, errors);
            }
            else
            {
                errors.Add(
                    $"{field}.{name}",
                    $"{strategy.Name} has no such parameter; it has {SearchSpaces.NamesOf(strategy)}");
            }
        }
    }

    private static void CheckSearched(
        string field, IReadOnlyDictionary<string, ParameterValue> given, ParameterSet complete, SearchSpace space, ValidationErrors errors)
    {
        foreach (var searched in space.Parameters.Where(parameter => complete.ContainsKey(parameter.Name)))
        {
            var value = complete[searched.Name];
            if (!searched.Allows(value))
            {
                var found = given.ContainsKey(searched.Name) ? $"is {value}" : $"is left out, and the strategy's default is {value}";
                var wider = JsonSerializer.Serialize(Wider(searched, value), TradJson.Options);
                errors.Add(
                    $"{field}.{searched.Name}",
                    $"{found}, outside the search, {searched.DescribeAllowed()}; to have it tried, widen the search, for example \"parameters\": {{\"{searched.Name}\": {wider}}}");
            }
        }

        if (errors.IsEmpty)
        {
            try
            {
                space.Normalize(complete);
            }
            catch (SearchSpaceException refused)
            {
                errors.Add(field, refused.Message);
            }
        }
    }

    // The smallest change of the search that takes the value in.
    private static ParameterOverride Wider(Parameter searched, ParameterValue value) => searched switch
    {
        ContinuousParameter range => new() { Low = Math.Min(range.Low, value.Number), High = Math.Max(range.High, value.Number) },
        IntegerParameter range => new() { Low = Math.Min(range.Low, value.Number), High = Math.Max(range.High, value.Number) },
        SteppedParameter range => new() { Low = Math.Min(range.Low, value.Number), High = Math.Max(range.High, value.Number) },
        ChoiceParameter choice => new() { Choices = [.. choice.Choices.Append(value).OrderBy(each => each.Number)] },
        FixedParameter constant => new() { Choices = [.. new[] { constant.Value, value }.OrderBy(each => each.Number)] },
        _ => throw new ArgumentOutOfRangeException(nameof(searched), searched, null),
    };
}
