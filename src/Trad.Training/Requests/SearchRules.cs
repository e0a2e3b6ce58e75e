using Trad.Backtesting.Strategies;
using Trad.Optimization;
using Trad.Optimization.Spaces;

namespace Trad.Training.Requests;

/// <summary>What the optimiser needs of a request, beyond its single fields: that the search it describes can begin.</summary>
internal static class SearchRules
{
    /// <summary>Records what is wrong with the search; the fields that it builds on were checked before.</summary>
    public static void Check(TrainingRequest request, ValidationErrors errors)
    {
        var own = new ValidationErrors();
        RequestRule.Within("patience", request.Patience, 1, RequestLimits.MostTrials, own);
        RequestRule.Within("minimumExpectedImprovement", request.MinimumExpectedImprovement, 0, RequestLimits.LargestMetric, own);
        if (RequestedStrategy.TryGet(request, out var strategy))
        {
            var space = SearchSpaces.TryMake(strategy, request.Parameters, new ValidationErrors());
            TriedFirstRules.Check(request, strategy, space, own);
            if (own.IsEmpty && errors.IsEmpty && space is not null)
            {
                CheckStart(request, strategy, space, own);
            }
        }

        foreach (var (field, messages) in own.ByField)
        {
            foreach (var message in messages)
            {
                errors.Add(field, message);
            }
        }
    }

    private static void CheckStart(TrainingRequest request, IStrategy strategy, SearchSpace space, ValidationErrors errors)
    {
        try
        {
            OptimizerCatalog.Create(space, SearchOptions.Create(request, strategy, seed: 0));
        }
        catch (ArgumentException refused)
        {
            errors.Add("optimizer", refused.Message);
        }
    }
}
