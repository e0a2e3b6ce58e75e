using Trad.Optimization.Spaces;

namespace Trad.Optimization.Tests.Search;

public sealed class AutomaticProposerTests
{
    private static readonly Parameter[] Numbers = [new ContinuousParameter("x", 0, 1), new ContinuousParameter("y", 0, 1)];

    [Fact]
    public void Auto_takes_the_model_while_there_are_few_trials() =>
        Assert.StartsWith(
            "auto chose bayesian: the next trials over 2 parameters are worth a model.", Ask(Numbers, 100).Explanation,
            StringComparison.Ordinal);

    [Fact]
    public void Auto_goes_on_with_the_evolution_strategy_around_the_best_of_thousands_of_trials()
    {
        var proposal = Ask(Numbers, 2000, count: 50);

        Assert.StartsWith(
            "auto chose cma-es: behind 2000 trials over 2 ordered parameters", proposal.Explanation, StringComparison.Ordinal);
        var mean = proposal.Candidates.Average(candidate => candidate.Parameters["x"].Number);
        Assert.InRange(mean, 0.6, 0.95);
    }

    [Fact]
    public void Auto_keeps_the_model_for_unordered_choices_and_several_objectives()
    {
        Assert.StartsWith(
            "auto chose bayesian", Ask([.. Numbers, new ChoiceParameter("rule", ["a", "b"], isOrdered: false)], 2100).Explanation,
            StringComparison.Ordinal);
        Assert.StartsWith("auto chose bayesian", Ask(Numbers, 2100, objectives: 2).Explanation, StringComparison.Ordinal);
    }

    // The best of the trials lies at x = 0.8.
    private static Proposal Ask(Parameter[] parameters, int trials, int count = 1, int objectives = 1)
    {
        var space = new SearchSpace(parameters);
        var told = OptimizerCatalog.Create(space, new OptimizerOptions { Name = OptimizerNames.Sobol })
            .Ask(trials, null, TestContext.Current.CancellationToken)
            .Candidates.Select(candidate => TrialResult.Completed(
                candidate.Trial, candidate.Parameters,
                [.. Enumerable.Repeat(-Math.Abs(candidate.Parameters["x"].Number - 0.8), objectives)]))
            .ToList();
        return OptimizerCatalog.Create(space, new OptimizerOptions { Name = OptimizerNames.Auto, ObjectiveCount = objectives }, told)
            .Ask(count, null, TestContext.Current.CancellationToken);
    }
}
