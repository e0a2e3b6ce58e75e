using Trad.Optimization.Spaces;

namespace Trad.Optimization.Tests.Search;

public sealed class AutomaticChoiceTests
{
    private static readonly Parameter[] Numbers = [new ContinuousParameter("x", 0, 1), new ContinuousParameter("y", 0, 1)];

    [Fact]
    public void Auto_takes_the_grid_when_the_budget_covers_every_point() =>
        AssertChoice("auto chose grid: the budget of 12 trials covers all 12 points.", [new IntegerParameter("n", 1, 12)], 12);

    [Fact]
    public void Auto_spreads_a_handful_of_trials_evenly() =>
        AssertChoice("auto chose sobol: 3 trials are too few to learn from", Numbers, 3);

    [Fact]
    public void Auto_takes_the_model_for_ordinary_budgets() =>
        AssertChoice("auto chose bayesian: 50 trials over 2 parameters are worth a model.", Numbers, 50);

    [Fact]
    public void Auto_takes_the_evolution_strategy_for_thousands_of_trials() =>
        AssertChoice("auto chose cma-es: 5000 trials over 2 ordered parameters", Numbers, 5000);

    [Fact]
    public void Auto_keeps_the_model_for_unordered_choices_and_several_objectives()
    {
        AssertChoice("auto chose bayesian", [.. Numbers, new ChoiceParameter("rule", ["a", "b"], isOrdered: false)], 5000);
        AssertChoice("auto chose bayesian", Numbers, 5000, objectives: 2);
    }

    private static void AssertChoice(string expected, Parameter[] parameters, int budget, int objectives = 1)
    {
        var options = new OptimizerOptions { Name = OptimizerNames.Auto, TrialBudget = budget, ObjectiveCount = objectives };

        var proposal = OptimizerCatalog.Create(new SearchSpace(parameters), options).Ask(1, null, TestContext.Current.CancellationToken);

        Assert.StartsWith(expected, proposal.Explanation, StringComparison.Ordinal);
    }
}
