using System.Diagnostics.CodeAnalysis;
using Trad.Backtesting.Strategies;
using Trad.Backtesting.Strategies.Rules;
using Trad.Candles;
using Trad.Training.Strategies;

namespace Trad.Training.Requests;

/// <summary>
/// The strategy that a request names: the text that it pins, or else a built-in one. Everything that is made of a job asks here, so that
/// it depends on the job alone and not on what is kept by now.
/// </summary>
public static class RequestedStrategy
{
    /// <summary>Finds the strategy; false when this version cannot carry it out.</summary>
    public static bool TryGet(TrainingRequest request, [NotNullWhen(true)] out IStrategy? strategy) =>
        (strategy = Find(request, out _)) is not null;

    /// <summary>The strategy of a recorded request, for the candles of its interval.</summary>
    /// <exception cref="TrainingException">This version has no such strategy, or cannot carry it out.</exception>
    public static IStrategy Get(TrainingRequest request) =>
        Find(request, out var problem) ?? throw new TrainingException(problem) { Field = "strategy" };

    /// <summary>
    /// Candles that the strategy needs before its first signal, at the longest parameters that the search can ask for: every trial
    /// of a job must see the same candles. A narrower search does not shorten it: the same parameters give the same figures,
    /// however they were asked for.
    /// </summary>
    /// <exception cref="TrainingException">This version cannot carry the recorded request out.</exception>
    public static int LongestWarmUp(TrainingRequest request)
    {
        var strategy = Get(request);
        var largest = strategy.Parameters.Select(parameter => KeyValuePair.Create(parameter.Name, Largest(parameter, request)));
        return strategy.WarmUp(StrategyParameters.Create(strategy, largest));
    }

    private static double Largest(StrategyParameter parameter, TrainingRequest request)
    {
        var declared = parameter switch
        {
            ContinuousStrategyParameter continuous => continuous.High,
            IntegerStrategyParameter integer => integer.High,
            ChoiceStrategyParameter choice => choice.Choices[^1],
            _ => parameter.Default,
        };
        return request.Parameters is not null && request.Parameters.TryGetValue(parameter.Name, out var change)
            ? Math.Max(declared, change.Value?.Number ?? change.High ?? change.Choices!.Max(choice => choice.Number))
            : declared;
    }

    /// <summary>The strategy, or null and what is wrong.</summary>
    private static IStrategy? Find(TrainingRequest request, out string problem)
    {
        ArgumentNullException.ThrowIfNull(request);
        problem = "";
        if (request.PinnedStrategy is not { } pinned)
        {
            problem = $"This version knows no strategy '{request.Strategy}'.";
            return StrategyCatalog.TryGet(request.Strategy, out var known) ? known : null;
        }

        try
        {
            return PinnedStrategies.Resolve(pinned, Interval.TryParse(request.Interval, out var interval) ? interval : null);
        }
        catch (Exception refused) when (refused is RuleException or TrainingException)
        {
            problem = $"The strategy '{request.Strategy}' of the request cannot be carried out: {refused.Message}";
            return null;
        }
    }
}
