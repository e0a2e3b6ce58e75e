using System.Globalization;
using Trad.Backtesting.Strategies;
using Trad.Backtesting.Strategies.Rules;
using Trad.Candles;
using Trad.Training.Strategies;

namespace Trad.Training.Requests;

/// <summary>What the strategy of a request must be like: known, for its candles, and computable all over the search.</summary>
internal static class StrategyRules
{
    /// <summary>Records what is wrong.</summary>
    /// <param name="request">The request; its strategy is named.</param>
    /// <param name="own">The names of the strategies of one's own, for the message.</param>
    /// <param name="errors">Receives what is wrong.</param>
    public static void Check(TrainingRequest request, IReadOnlyList<string> own, ValidationErrors errors)
    {
        if (request.PinnedStrategy is { } pinned)
        {
            CheckPinned(request, pinned, errors);
        }
        else if (!StrategyCatalog.TryGet(request.Strategy, out var strategy))
        {
            string[] known = [.. StrategyCatalog.All.Select(each => each.Name), .. own];
            errors.Add(
                "strategy",
                WithVersion(request.Strategy!) ?? $"{StrategyNames.Quote(request.Strategy!)} is unknown; known strategies are {StrategyNames.List(known)}{NearestName.Suggestion(request.Strategy!, known)}");
        }
        else
        {
            if (request.StrategyVersion is { } version)
            {
                errors.Add(
                    "strategyVersion", $"is {version}, but '{request.Strategy}' is {(StrategyCatalog.IsBuiltIn(strategy) ? "a built-in strategy" : "a strategy in C# of this host")}, which has no versions; leave it out");
            }

            SearchSpaces.TryMake(strategy, request.Parameters, errors);
        }
    }

    // So it is written on the command line.
    private static string? WithVersion(string strategy) => strategy.IndexOf('@', StringComparison.Ordinal) is > 0 and var at
        && int.TryParse(strategy.AsSpan(at + 1), NumberStyles.None, CultureInfo.InvariantCulture, out _)
        ? $"is '{strategy}'; a version has a field of its own: strategy '{strategy[..at]}' with strategyVersion {strategy[(at + 1)..]}"
        : null;

    private static void CheckPinned(TrainingRequest request, PinnedStrategy pinned, ValidationErrors errors)
    {
        IStrategy strategy;
        try
        {
            strategy = PinnedStrategies.Resolve(pinned);
        }
        catch (Exception refused) when (refused is RuleException or TrainingException)
        {
            errors.Add("pinnedStrategy", refused.Message);
            return;
        }

        if (strategy.Name != request.Strategy)
        {
            errors.Add("pinnedStrategy", $"is the text of '{strategy.Name}', but strategy is '{request.Strategy}'");
        }

        if (pinned.Version is < 1 or > RequestLimits.HighestStrategyVersion
            || (request.StrategyVersion ?? pinned.Version) != pinned.Version)
        {
            errors.Add(
                "pinnedStrategy",
                $"is of version {pinned.Version}; allowed is {request.StrategyVersion ?? 1}, as strategyVersion says, 1 to {RequestLimits.HighestStrategyVersion}");
        }

        var own = new ValidationErrors();
        if (SearchSpaces.TryMake(strategy, request.Parameters, own) is not null && Interval.TryParse(request.Interval, out var interval))
        {
            CheckComputable(request, strategy, interval, own);
        }

        errors.AddAll(own);
    }

    // A wider search than the document's may ask for lengths that are out of range, and its candles may make up no interval that it reads.
    private static void CheckComputable(TrainingRequest request, IStrategy strategy, Interval interval, ValidationErrors errors)
    {
        try
        {
            strategy.On(interval);
        }
        catch (RuleException refused)
        {
            errors.Add("interval", $"is {interval.Code}, with which '{strategy.Name}' cannot be computed: {refused.Message}");
            return;
        }

        try
        {
            RequestedStrategy.LongestWarmUp(request);
        }
        catch (ArgumentException refused)
        {
            errors.Add("parameters", $"reach to where '{strategy.Name}' cannot be computed: {refused.Message}");
        }
    }
}
