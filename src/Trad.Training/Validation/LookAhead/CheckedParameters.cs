using Trad.Backtesting.Strategies;
using Trad.Optimization;
using Trad.Optimization.Spaces;
using Trad.Training.Trials;

namespace Trad.Training.Validation.LookAhead;

/// <summary>The parameter sets with which a strategy is checked: its defaults, corners of the search space and random ones.</summary>
public static class CheckedParameters
{
    /// <summary>The sets that are always looked at: the defaults, four corners and four random ones.</summary>
    public const int Always = 9;

    // More, for strategies that hardly ever signal.
    private const int RandomSets = 28;

    // The same for everybody: a strategy passes or it does not.
    private const ulong Seed = 20_250_117;

    /// <summary>
    /// The defaults, everything at its lowest, everything at its highest, the two that alternate, and random sets; those that break
    /// a rule between parameters are left out, equal ones are looked at once.
    /// </summary>
    /// <param name="strategy">The strategy.</param>
    /// <param name="space">What is searched.</param>
    public static IReadOnlyList<StrategyParameters> Enumerate(IStrategy strategy, SearchSpace space)
    {
        var sets = new List<ParameterSet>();
        foreach (Func<int, bool> isHigh in new Func<int, bool>[] { _ => false, _ => true, i => i % 2 == 0, i => i % 2 == 1 })
        {
            var corner = new ParameterSet(
                space.Parameters.Select((parameter, i) => KeyValuePair.Create(parameter.Name, Edge(parameter, isHigh(i)))));
            if (space.Contains(corner))
            {
                sets.Add(corner);
            }
        }

        var random = OptimizerCatalog.Create(space, new OptimizerOptions { Name = OptimizerNames.Random, Seed = Seed });
        sets.AddRange(random.Ask(RandomSets).Candidates.Select(candidate => candidate.Parameters));
        return
        [
            StrategyParameters.Defaults(strategy),
            .. sets.DistinctBy(set => set.ToString(), StringComparer.Ordinal).Select(set => TrialBacktest.Parameters(strategy, set)),
        ];
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
