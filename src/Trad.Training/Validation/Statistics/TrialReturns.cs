using System.Globalization;

namespace Trad.Training.Validation.Statistics;

/// <summary>
/// The returns of several trials over the same observations (days), a matrix with one row per trial. A return is a fraction
/// per observation.
/// </summary>
public sealed class TrialReturns
{
    private readonly double[] _values;

    private TrialReturns(double[] values, int trials, int observations) => (_values, Trials, Observations) = (values, trials, observations);

    /// <summary>Number of trials.</summary>
    public int Trials { get; }

    /// <summary>Number of observations of each.</summary>
    public int Observations { get; }

    /// <summary>Row after row.</summary>
    internal ReadOnlySpan<double> Values => _values;

    /// <summary>The returns of a trial, in the order of time.</summary>
    public ReadOnlySpan<double> this[int trial] => _values.AsSpan(trial * Observations, Observations);

    /// <summary>Puts the returns of trials together.</summary>
    /// <exception cref="ArgumentException">
    /// The trials have different numbers of returns, or a return is not a number of −10⁹ to 10⁹.
    /// </exception>
    public static TrialReturns Create(IReadOnlyList<double[]> trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        var observations = trials.Count == 0 ? 0 : trials[0].Length;
        var values = new double[trials.Count * observations];
        for (var trial = 0; trial < trials.Count; trial++)
        {
            if (trials[trial].Length != observations)
            {
                var message = string.Create(
                    CultureInfo.InvariantCulture,
                    $"Trial {trial} has {trials[trial].Length} returns, the first has {observations}; all must have as many.");
                throw new ArgumentException(message, nameof(trials));
            }

            ReturnSeries.Check(trials[trial], nameof(trials));
            trials[trial].CopyTo(values.AsSpan(trial * observations));
        }

        return new TrialReturns(values, trials.Count, observations);
    }

    /// <summary>What the trials returned beyond a benchmark.</summary>
    /// <param name="benchmark">The benchmark's returns over the same observations.</param>
    /// <exception cref="ArgumentException">The benchmark has another number of returns, or one that is no number.</exception>
    public TrialReturns Beyond(ReadOnlySpan<double> benchmark)
    {
        if (benchmark.Length != Observations)
        {
            var message = string.Create(
                CultureInfo.InvariantCulture,
                $"The benchmark has {benchmark.Length} returns, the trials have {Observations}; it must have as many.");
            throw new ArgumentException(message, nameof(benchmark));
        }

        ReturnSeries.Check(benchmark, nameof(benchmark));
        var values = new double[_values.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = _values[i] - benchmark[i % Observations];
        }

        return new TrialReturns(values, Trials, Observations);
    }

    /// <summary>The trials of which no earlier one has the same returns throughout.</summary>
    public TrialReturns Distinct()
    {
        var kept = new List<int>(Trials);
        var seen = new Dictionary<int, List<int>>(Trials);
        for (var trial = 0; trial < Trials; trial++)
        {
            var hash = new HashCode();
            foreach (var value in this[trial])
            {
                hash.Add(value);
            }

            var alike = seen.TryGetValue(hash.ToHashCode(), out var known) ? known : seen[hash.ToHashCode()] = [];
            if (!IsAmong(alike, trial))
            {
                alike.Add(trial);
                kept.Add(trial);
            }
        }

        return Only(kept);
    }

    /// <summary>The trials whose returns vary.</summary>
    public TrialReturns Varying()
    {
        var kept = new List<int>(Trials);
        for (var trial = 0; trial < Trials; trial++)
        {
            if (ReturnSeries.Varies(this[trial]))
            {
                kept.Add(trial);
            }
        }

        return Only(kept);
    }

    /// <summary>The first, third, fifth … trial.</summary>
    public TrialReturns EverySecond() => Only([.. Enumerable.Range(0, (Trials + 1) / 2).Select(i => 2 * i)]);

    private bool IsAmong(List<int> others, int trial)
    {
        foreach (var other in others)
        {
            if (this[other].SequenceEqual(this[trial]))
            {
                return true;
            }
        }

        return false;
    }

    private TrialReturns Only(List<int> kept)
    {
        if (kept.Count == Trials)
        {
            return this;
        }

        var values = new double[kept.Count * Observations];
        for (var i = 0; i < kept.Count; i++)
        {
            this[kept[i]].CopyTo(values.AsSpan(i * Observations));
        }

        return new TrialReturns(values, kept.Count, Observations);
    }
}
