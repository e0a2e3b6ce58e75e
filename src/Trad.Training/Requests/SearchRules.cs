using Trad.Backtesting.Strategies;
using Trad.Optimization;
using Trad.Optimization.Spaces;
using Trad.Training.Trials;

namespace Trad.Training.Requests;

/// <summary>What the optimiser needs of a request, beyond its single fields: that the search it describes can begin.</summary>
internal static class SearchRules
{
    /// <summary>Most parameter sets that can be tried first.</summary>
    public const int MostTriedFirst = 100;

    /// <summary>Records what is wrong with the search; the fields that it builds on were checked before.</summary>
    public static void Check(TrainingRequest request, ValidationErrors errors)
    {
        var own = new ValidationErrors();
        RequestRule.Within("patience", request.Patience, 1, RequestLimits.MostTrials, own);
        if (request.MinimumExpectedImprovement is { } minimum && !(minimum >= 0 && double.IsFinite(minimum)))
        {
            own.Add("minimumExpectedImprovement", RequestRule.Found(minimum, "a finite number, at least 0"));
        }

        if (request.TryFirst is { Count: > MostTriedFirst } tooMany)
        {
            own.Add("tryFirst", $"has {tooMany.Count} parameter sets; allowed are at most {MostTriedFirst}");
        }

        if (own.IsEmpty && errors.IsEmpty
            && StrategyCatalog.TryGet(request.Strategy, out var strategy)
            && SearchSpaces.TryMake(strategy, request.Parameters, new ValidationErrors()) is { } space)
        {
            CheckStart(request, strategy, space, own);
        }

        for (var i = 0; i < (request.TryFirst?.Count ?? 0); i++)
        {
            CheckValues($"tryFirst[{i}]", request.TryFirst![i], own);
        }

        foreach (var (field, messages) in own.ByField)
        {
            foreach (var message in messages)
            {
                errors.Add(field, message);
            }
        }
    }

    private static bool IsUsable(IReadOnlyDictionary<string, double>? values) => values?.Values.All(double.IsFinite) == true;

    private static void CheckValues(string field, IReadOnlyDictionary<string, double>? values, ValidationErrors errors)
    {
        if (values is null)
        {
            errors.Add(field, "is null; allowed is an object of parameter values, {} for the defaults");
            return;
        }

        foreach (var (name, value) in values.Where(entry => !double.IsFinite(entry.Value)))
        {
            errors.Add($"{field}.{name}", RequestRule.Found(value, "a finite number"));
        }
    }

    private static void CheckStart(TrainingRequest request, IStrategy strategy, SearchSpace space, ValidationErrors errors)
    {
        for (var i = 0; i < (request.TryFirst?.Count ?? 0); i++)
        {
            if (!IsUsable(request.TryFirst![i]))
            {
                // Told in any case, also when other fields are wrong.
                continue;
            }

            try
            {
                space.Normalize(SearchOptions.Complete(request.TryFirst[i], request, strategy));
            }
            catch (ArgumentException refused)
            {
                errors.Add($"tryFirst[{i}]", refused.Message);
            }
        }

        if (!errors.IsEmpty || request.TryFirst?.All(IsUsable) == false)
        {
            return;
        }

        try
        {
            OptimizerCatalog.Create(space, SearchOptions.Of(request, strategy, seed: 0));
        }
        catch (ArgumentException refused)
        {
            errors.Add("optimizer", refused.Message);
        }
    }
}
