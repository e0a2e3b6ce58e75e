using MathNet.Numerics.LinearAlgebra;
using Trad.Optimization.Randomness;
using Trad.Optimization.Search;
using Trad.Optimization.Spaces;

namespace Trad.Optimization.Evolution;

// Notation: N trials of n coordinates, λ samples per generation. Time of a round: N n for the replay and one step of CovarianceState per
// generation, so N/λ × n³; of a candidate n². Not safe for use by several threads at once: it keeps the distribution.

/// <summary>
/// CMA-ES with restarts of doubled population (Auger and Hansen, 2005). The distribution is replayed from the trials in
/// their order, a generation at a time, so it needs no memory. Only ranks count: trials that failed or were infeasible
/// rank last and bend nothing. Unordered choices are treated as ordered, the weakness of the method.
/// </summary>
/// <param name="ledger">The trials.</param>
/// <param name="inherited">How many trials, the first ones, another optimiser chose: the search starts from the best of them.</param>
internal sealed class EvolutionProposer(TrialLedger ledger, int inherited = 0) : IProposer
{
    private const int Attempts = 50;

    /// <summary>A distribution narrower than this has found what it can find.</summary>
    private const double Converged = 1e-7;

    private readonly UnitCube _cube = ledger.Space.Cube;
    private CovarianceState? _state;
    private int _restarts;
    private int _generations;

    public string Explanation => _state is null
        ? "CMA-ES."
        : $"CMA-ES after {_generations} generations of {_state.Population}, {_restarts} restarts, spread {_state.Spread:G2}.";

    public string? Memory => null;

    public void Prepare(string? memory, Reporting reporting)
    {
        if (_cube.Dimensions == 0)
        {
            return;
        }

        (_restarts, _generations) = (0, 0);
        var trials = ledger.Told.ToList();
        _state = Start(trials[..Math.Min(inherited, trials.Count)]);
        for (var at = inherited; at + _state.Population <= trials.Count;)
        {
            reporting.Report((double)at / trials.Count);
            var generation = trials.GetRange(at, _state.Population);
            at += _state.Population;
            _generations++;
            _state.Update([.. Ranked(generation).Select(trial => Place(trial.Parameters))]);
            if (_state.Spread < Converged || _state.IsDegenerate || IsFlat(generation))
            {
                _restarts++;
                _state = Start(trials[..at]);
            }
        }
    }

    public Suggestion? Suggest(Reporting reporting)
    {
        var random = new RandomStream(ledger.Options.Seed, 0xC3A, ledger.NextTrial);
        if (_state is not null)
        {
            for (var attempt = 0; attempt < Attempts; attempt++)
            {
                reporting.Cancellation.ThrowIfCancellationRequested();
                var point = Sample(random, attempt);
                if ((_cube.IsFeasible(point) || (attempt >= Attempts / 2 && FeasiblePoints.TryRepair(_cube, point, random)))
                    && _cube.Decode(point) is var parameters && !ledger.IsTaken(parameters))
                {
                    return new Suggestion(parameters);
                }
            }
        }

        return FreshPoint.Find(ledger, random) is { } fallback ? new Suggestion(_cube.Decode(fallback)) : null;
    }

    private static IEnumerable<TrialResult> Ranked(List<TrialResult> generation) => generation
        .OrderBy(trial => trial.State == TrialState.Completed ? 0 : trial.State == TrialState.Pruned ? 1 : 2)
        .ThenByDescending(trial => trial.Objective ?? double.NegativeInfinity)
        .ThenBy(trial => trial.Trial);

    // Equal objectives throughout a generation rank by number alone, which would be a walk without aim.
    private static bool IsFlat(List<TrialResult> generation) =>
        generation.All(trial => trial.State == generation[0].State && trial.Objective.Equals(generation[0].Objective));

    // The first search starts in the middle, or where another one ended; later ones anywhere: the old place has been searched.
    private CovarianceState Start(List<TrialResult> before)
    {
        var random = new RandomStream(ledger.Options.Seed, 0x57A47, _restarts);
        var best = _restarts == 0 && before.Count > 0 ? Ranked(before).First() : null;
        double[] mean = best is { State: TrialState.Completed } ? Place(best.Parameters) : new double[_cube.Dimensions];
        for (var k = 0; k < mean.Length && best is not { State: TrialState.Completed }; k++)
        {
            mean[k] = before.Count == 0 ? 0.5 : random.NextDouble();
        }

        var population = 4 + (int)(3 * Math.Log(_cube.Dimensions));
        return new CovarianceState(mean, population << Math.Min(_restarts, 6));
    }

    private double[] Sample(RandomStream random, int attempt)
    {
        var place = _state!.Place(Vector<double>.Build.Dense(_cube.Dimensions, _ => random.NextNormal()));
        var point = new double[_cube.Dimensions];
        for (var k = 0; k < point.Length; k++)
        {
            var axis = _cube.Axes[k];
            var coordinate = place[k];
            if (axis.LevelCount > 0)
            {
                // A level must stay within reach of its neighbours however small the step has become (Hamano et al.,
                // 2022), and a crowded neighbourhood is left in wider and wider circles.
                var reach = (0.3 + (0.1 * attempt)) / axis.LevelCount;
                coordinate += Math.Max(0, reach - _state.Deviation(k)) * random.NextNormal();
            }

            point[k] = Reflect(coordinate) * (axis.IsCategorical ? axis.LevelCount - 1 : 1);
        }

        _cube.Snap(point);
        return point;
    }

    private double[] Place(ParameterSet parameters)
    {
        var point = _cube.Encode(parameters);
        for (var k = 0; k < point.Length; k++)
        {
            point[k] /= _cube.Axes[k].IsCategorical ? _cube.Axes[k].LevelCount - 1 : 1;
        }

        return point;
    }

    // Clamping would pile points up on the bounds.
    private static double Reflect(double coordinate)
    {
        var period = Math.Abs(coordinate) % 2;
        return period > 1 ? 2 - period : period;
    }
}
