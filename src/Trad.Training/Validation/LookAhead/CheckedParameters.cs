using Trad.Backtesting.Strategies;
using Trad.Optimization;
using Trad.Optimization.Spaces;
using Trad.Training.Trials;

namespace Trad.Training.Validation.LookAhead;

/// <summary>The parameter sets with which a strategy is checked.</summary>
public static class CheckedParameters
{
    /// <summary>
    /// The most sets that are always looked at. A Sobol sequence is in them that falls once into each of 16 parts of every parameter.
    /// </summary>
    public const int Always = 40;

    private const int Spread = 16;

    // More, for strategies that hardly ever signal.
    private const int RandomSets = 48;

    // The same for everybody: a strategy passes or it does not.
    private const ulong Seed = 20_250_117;

    /// <summary>
    /// The defaults, everything at its lowest, everything at its highest, the two that alternate, a sequence that fills the space
    /// evenly, single parameters at their edges and at each of their choices with the rest at the defaults, and random sets; those
    /// that break a rule between parameters are left out, equal ones are looked at once.
    /// </summary>
    /// <param name="strategy">The strategy.</param>
    /// <param name="space">What is searched.</param>
    public static IReadOnlyList<StrategyParameters> Enumerate(IStrategy strategy, SearchSpace space)
    {
        var sets = Corners(space).Where(space.Contains)
            .Concat(Ask(space, OptimizerNames.Sobol, Spread))
            .Select(set => TrialBacktest.Parameters(strategy, set))
            .Concat(OtherFlags(strategy))
            .Concat(Singles(strategy, space))
            .Concat(Ask(space, OptimizerNames.Random, RandomSets).Select(set => TrialBacktest.Parameters(strategy, set)));
        return [.. sets.Prepend(StrategyParameters.Defaults(strategy)).DistinctBy(set => set.ToString(), StringComparer.Ordinal)];
    }

    /// <summary>
    /// Sets that differ in one parameter from the first of them, whatever a job searches: candles and what is computed from them are
    /// shared by all jobs of a host.
    /// </summary>
    /// <param name="strategy">The strategy.</param>
    /// <param name="first">The set around which they lie.</param>
    public static IReadOnlyList<StrategyParameters> Neighbours(IStrategy strategy, StrategyParameters first)
    {
        ArgumentNullException.ThrowIfNull(strategy);
        ArgumentNullException.ThrowIfNull(first);
        return [.. strategy.Parameters
            .SelectMany(parameter =>
                Searched(parameter).Where(parameter.Allows).Select(value => KeyValuePair.Create(parameter.Name, value)))
            .Select(change => first.Values.Select(each => each.Key == change.Key ? change : each))
            .Select(values => StrategyParameters.Create(strategy, values))
            .Where(set => strategy.Orders.All(order => set[order.Smaller] < set[order.Larger]))
            .Prepend(first)
            .DistinctBy(set => set.ToString(), StringComparer.Ordinal)];
    }

    /// <summary>The defaults with one flag turned over, one set for each flag.</summary>
    /// <param name="strategy">The strategy.</param>
    public static IEnumerable<StrategyParameters> OtherFlags(IStrategy strategy) => strategy.Parameters.OfType<FlagStrategyParameter>()
        .Select(flag => StrategyParameters.Create(strategy, [KeyValuePair.Create(flag.Name, flag.IsOn ? 0.0 : 1.0)]));

    private static IEnumerable<double> Searched(StrategyParameter parameter) => parameter switch
    {
        IntegerStrategyParameter range => [range.Low, range.High, Math.Floor(range.Low + ((range.High - range.Low) / 2.0))],
        ContinuousStrategyParameter range => [range.Low, range.High, range.Low + ((range.High - range.Low) / 2)],
        ChoiceStrategyParameter choice => choice.Choices,
        FlagStrategyParameter => [0, 1],
        _ => [],
    };

    private static IEnumerable<ParameterSet> Ask(SearchSpace space, string optimizer, int count) =>
        OptimizerCatalog.Create(space, new OptimizerOptions { Name = optimizer, Seed = Seed })
            .Ask(count).Candidates.Select(candidate => candidate.Parameters);

    private static IEnumerable<ParameterSet> Corners(SearchSpace space)
    {
        foreach (Func<int, bool> isHigh in new Func<int, bool>[] { _ => false, _ => true, i => i % 2 == 0, i => i % 2 == 1 })
        {
            yield return new ParameterSet(
                space.Parameters.Select((parameter, i) => KeyValuePair.Create(parameter.Name, Edge(parameter, isHigh(i)))));
        }
    }

    private static IEnumerable<StrategyParameters> Singles(IStrategy strategy, SearchSpace space)
    {
        var defaults = space.Parameters.ToDictionary(
            parameter => parameter.Name, parameter => DefaultOf(strategy, parameter), StringComparer.Ordinal);
        foreach (var parameter in space.Parameters)
        {
            ParameterValue[] values = parameter is ChoiceParameter choice
                ? [.. choice.Choices]
                : [Edge(parameter, false), Edge(parameter, true)];
            foreach (var value in values)
            {
                var set = new ParameterSet(
                    defaults.Select(each => each.Key == parameter.Name ? KeyValuePair.Create(each.Key, value) : each));
                if (space.Contains(set))
                {
                    yield return TrialBacktest.Parameters(strategy, set);
                }
            }
        }
    }

    // The default where it is searched, else the value that stands in the space.
    private static ParameterValue DefaultOf(IStrategy strategy, Parameter parameter)
    {
        var declared = strategy.Parameters.FirstOrDefault(each => each.Name == parameter.Name);
        var value = declared is null ? Edge(parameter, false) : Requests.SearchSpaces.ValueOf(declared, declared.Default);
        return parameter.Allows(value) ? value : Edge(parameter, false);
    }

    private static ParameterValue Edge(Parameter parameter, bool isHigh) => parameter switch
    {
        ContinuousParameter range => isHigh ? range.High : range.Low,
        IntegerParameter range => isHigh ? range.High : range.Low,
        SteppedParameter range => range.ValueAt(isHigh ? range.Cardinality!.Value - 1 : 0),
        ChoiceParameter choice => choice.Choices[isHigh ? choice.Choices.Count - 1 : 0],
        FixedParameter constant => constant.Value,
        _ => throw new ArgumentOutOfRangeException(nameof(parameter), parameter, null),
    };
}
