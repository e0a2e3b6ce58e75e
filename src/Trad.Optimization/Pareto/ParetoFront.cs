namespace Trad.Optimization.Pareto;

// Notation: N trials of k objectives, all larger being better; f: how many the front holds. Time N log N + N f k. Without state.

/// <summary>The trials that no other trial beats in every respect.</summary>
public static class ParetoFront
{
    /// <summary>
    /// The completed trials that no other dominates, by falling first objective; of trials with equal objectives the one
    /// with the lowest number. Trials with one objective count as vectors of length one.
    /// </summary>
    /// <exception cref="ArgumentException">Trials have different numbers of objectives.</exception>
    public static IReadOnlyList<TrialResult> Find(IEnumerable<TrialResult> trials)
    {
        ArgumentNullException.ThrowIfNull(trials);
        var completed = trials
            .Select(trial => (Trial: trial, Values: Values(trial)))
            .Where(entry => entry.Values is not null)
            .ToList();

        // Who beats another comes before it in this order, and who is beaten is so by one of the front: one pass is enough.
        completed.Sort(static (one, other) => CompareFalling(one.Values!, other.Values!) is var order and not 0
            ? order
            : one.Trial.Trial.CompareTo(other.Trial.Trial));
        var front = new List<(TrialResult Trial, IReadOnlyList<double>? Values)>();
        foreach (var entry in completed)
        {
            if (!front.Exists(better => IsBeaten(entry.Trial, entry.Values!, better.Trial, better.Values!)))
            {
                front.Add(entry);
            }
        }

        return [.. front.OrderByDescending(entry => entry.Values![0]).ThenBy(entry => entry.Trial.Trial).Select(entry => entry.Trial)];
    }

    /// <summary>Whether the first is at least as good in every objective and better in one; larger is better.</summary>
    /// <exception cref="ArgumentException">The vectors differ in length.</exception>
    public static bool Dominates(IReadOnlyList<double> one, IReadOnlyList<double> other)
    {
        ArgumentNullException.ThrowIfNull(one);
        ArgumentNullException.ThrowIfNull(other);
        if (one.Count != other.Count)
        {
            throw new ArgumentException(
                $"A trial has {one.Count} objectives and another {other.Count}; they must have the same number.", nameof(other));
        }

        var isBetter = false;
        for (var k = 0; k < one.Count; k++)
        {
            if (one[k] < other[k])
            {
                return false;
            }

            isBetter |= one[k] > other[k];
        }

        return isBetter;
    }

    private static IReadOnlyList<double>? Values(TrialResult trial)
    {
        if (trial.State != TrialState.Completed)
        {
            return null;
        }

        var values = trial.Objectives ?? (trial.Objective is { } single ? [single] : null);
        return values is { Count: > 0 } && values.All(double.IsFinite) ? values : null;
    }

    private static int CompareFalling(IReadOnlyList<double> one, IReadOnlyList<double> other)
    {
        for (var k = 0; k < Math.Min(one.Count, other.Count); k++)
        {
            if (other[k].CompareTo(one[k]) is var order and not 0)
            {
                return order;
            }
        }

        return 0;
    }

    private static bool IsBeaten(TrialResult one, IReadOnlyList<double> values, TrialResult other, IReadOnlyList<double> otherValues) =>
        Dominates(otherValues, values) || (other.Trial < one.Trial && values.SequenceEqual(otherValues));
}
