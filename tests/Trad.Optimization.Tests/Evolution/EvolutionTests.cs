using Trad.Optimization.Spaces;

namespace Trad.Optimization.Tests.Evolution;

public sealed class EvolutionTests
{
    private static readonly SearchSpace Space = new([.. Enumerable.Range(0, 6).Select(i => new ContinuousParameter($"x{i}", -5, 5))]);

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    // Axis lengths from 1 to 1000, turned by 45 degrees in pairs: coordinate-wise methods and random search fail here.
    [Fact]
    public void Search_reaches_the_optimum_of_a_stretched_and_turned_bowl()
    {
        var best = Run(Space, 3000, trial => (TrialState.Completed, -Ellipsoid(trial))).Max(trial => trial.Objective);

        Assert.InRange(best!.Value, -1e-8, 0);
    }

    [Fact]
    public void Search_depends_on_the_order_of_objectives_alone()
    {
        var plain = Run(Space, 120, trial => (TrialState.Completed, -Ellipsoid(trial)));
        var bent = Run(Space, 120, trial => (TrialState.Completed, -Math.Log(1 + Ellipsoid(trial))));

        Assert.Equal(plain.Select(trial => trial.Parameters), bent.Select(trial => trial.Parameters));
    }

    [Fact]
    public void Search_leaves_a_region_where_trials_are_infeasible()
    {
        var trials = Run(
            Space, 600, trial => trial["x0"].Number < 1 ? (TrialState.Infeasible, null) : (TrialState.Completed, -Ellipsoid(trial)));

        Assert.True(trials.TakeLast(100).Count(trial => trial.State == TrialState.Completed) > 50);
    }

    [Fact]
    public void Search_over_whole_numbers_and_choices_does_not_stop_at_the_first_level_it_settles_on()
    {
        var space = new SearchSpace(
            [new IntegerParameter("n", 1, 60), new ChoiceParameter(
                "hold", [30, 50, 75, 100, 150], isOrdered: true), new ContinuousParameter("x", 0, 1)]);

        var best = Run(space, 250, trial =>
            (TrialState.Completed, -Math.Abs(trial["n"].Number - 53) - (Math.Abs(trial["hold"].Number - 150) / 10) - Math.Pow(
                trial["x"].Number - 0.9, 2))).MaxBy(trial => trial.Objective)!;

        Assert.Equal((53, 150), (best.Parameters["n"].Number, best.Parameters["hold"].Number));
    }

    [Fact]
    public void Search_restarts_elsewhere_after_it_has_converged()
    {
        // Two bowls; the wider one is worse and usually found first.
        var space = new SearchSpace([new ContinuousParameter("x", 0, 1), new ContinuousParameter("y", 0, 1)]);

        var trials = Run(space, 1500, trial =>
        {
            var wide = -Math.Sqrt(Math.Pow(trial["x"].Number - 0.4, 2) + Math.Pow(trial["y"].Number - 0.5, 2));
            var narrow = 0.5 - (6 * Math.Sqrt(Math.Pow(trial["x"].Number - 0.93, 2) + Math.Pow(trial["y"].Number - 0.07, 2)));
            return (TrialState.Completed, Math.Max(wide, narrow));
        });

        Assert.True(trials.Max(trial => trial.Objective) > 0.49);
    }

    private static double Ellipsoid(ParameterSet parameters)
    {
        double[] x = [.. parameters.Values.Select(value => value.Number - 1.3)];
        var sum = 0.0;
        for (var i = 0; i < x.Length; i += 2)
        {
            var (along, across) = ((x[i] + x[i + 1]) / Math.Sqrt(2), (x[i] - x[i + 1]) / Math.Sqrt(2));
            sum += (Math.Pow(1e6, i / 5.0) * along * along) + (Math.Pow(1e6, (i + 1) / 5.0) * across * across);
        }

        return sum;
    }

    private static List<TrialResult> Run(SearchSpace space, int count, Func<ParameterSet, (TrialState State, double? Objective)> evaluate)
    {
        const int Batch = 9;
        var optimizer = OptimizerCatalog.Create(space, new OptimizerOptions { Name = OptimizerNames.CmaEs, Seed = 3 });
        var history = new List<TrialResult>();
        while (history.Count < count)
        {
            var results = optimizer.Ask(Math.Min(Batch, count - history.Count), null, Stop).Candidates
                .Select(candidate => (candidate, told: evaluate(candidate.Parameters)))
                .Select(entry => new TrialResult(entry.candidate.Trial, entry.candidate.Parameters, entry.told.State, entry.told.Objective))
                .ToList();
            optimizer.Tell(results);
            history.AddRange(results);
        }

        return history;
    }
}
