using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
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
    private static readonly ConditionalWeakTable<TrainingRequest, StrongBox<int>> WarmUps = [];

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
    /// however they were asked for. Found once for a request.
    /// </summary>
    /// <exception cref="TrainingException">This version cannot carry the recorded request out.</exception>
    /// <exception cref="ArgumentException">The strategy cannot be computed with any of the sets that are looked at.</exception>
    public static int LongestWarmUp(TrainingRequest request) =>
        WarmUps.GetValue(request, static each => new StrongBox<int>(LongestOf(each))).Value;

    // Mostly that of the largest values; a length in rules may fall with a parameter, or be there only while two of them differ.
    private static int LongestOf(TrainingRequest request)
    {
        var strategy = Get(request);
        var ends = strategy.Parameters.ToDictionary(
            parameter => parameter.Name, parameter => Ends(parameter, request), StringComparer.Ordinal);
        var sets = new List<Dictionary<string, double>>
        {
            ends.ToDictionary(end => end.Key, end => end.Value.High, StringComparer.Ordinal),
        };
        if (strategy is RuleStrategy)
        {
            var defaults = strategy.Parameters.ToDictionary(
                parameter => parameter.Name, parameter => parameter.Default, StringComparer.Ordinal);
            sets.Add(defaults);
            sets.Add(ends.ToDictionary(end => end.Key, end => end.Value.Low, StringComparer.Ordinal));
            sets.AddRange(ends.SelectMany(end => new[] { end.Value.Low, end.Value.High }.Select(
                value => new Dictionary<string, double>(defaults, StringComparer.Ordinal) { [end.Key] = value })));
        }

        var (longest, refused) = ((int?)null, (RuleException?)null);
        foreach (var set in sets)
        {
            try
            {
                longest = Math.Max(longest ?? 0, strategy.WarmUp(StrategyParameters.Create(strategy, set)));
            }
            catch (RuleException uncomputable)
            {
                refused ??= uncomputable;
            }
        }

        return longest ?? throw refused!;
    }

    private static (double Low, double High) Ends(StrategyParameter parameter, TrainingRequest request)
    {
        var (low, high) = parameter switch
        {
            ContinuousStrategyParameter continuous => (continuous.Low, continuous.High),
            IntegerStrategyParameter integer => (integer.Low, integer.High),
            ChoiceStrategyParameter choice => (choice.Choices[0], choice.Choices[^1]),
            _ => (parameter.Default, parameter.Default),
        };
        return request.Parameters is not null && request.Parameters.TryGetValue(parameter.Name, out var change)
            ? (Math.Min(low, change.Value?.Number ?? change.Low ?? change.Choices!.Min(choice => choice.Number)),
                Math.Max(high, change.Value?.Number ?? change.High ?? change.Choices!.Max(choice => choice.Number)))
            : (low, high);
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
