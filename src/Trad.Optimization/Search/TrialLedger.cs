using Trad.Optimization.Spaces;

namespace Trad.Optimization.Search;

/// <summary>What has been told, what is pending, and which points are taken.</summary>
internal sealed class TrialLedger
{
    private readonly SortedDictionary<int, TrialResult> _told = [];
    private readonly List<Candidate> _pending = [];
    private readonly HashSet<ParameterSet> _seen = [];
    private readonly PointCount _points;

    public TrialLedger(SearchSpace space, OptimizerOptions options)
    {
        Space = space;
        Options = options;
        Enqueued = [.. options.Enqueued.Select(space.Normalize).Distinct()];
        _points = new PointCount(space.Cube);
    }

    public SearchSpace Space { get; }

    public OptimizerOptions Options { get; }

    /// <summary>The points to propose first, checked and different.</summary>
    public IReadOnlyList<ParameterSet> Enqueued { get; }

    /// <summary>The results in the order of their trial numbers.</summary>
    public IReadOnlyCollection<TrialResult> Told => _told.Values;

    public IReadOnlyList<Candidate> Pending => _pending;

    /// <summary>The number the next candidate gets: one more than the largest so far.</summary>
    public int NextTrial { get; private set; }

    /// <summary>Whether every point of a finite space is taken.</summary>
    public bool IsExhausted => Options.IsDeterministic && _points.Total is { } total && _seen.Count >= total;

    public bool IsTaken(ParameterSet parameters) => Options.IsDeterministic && _seen.Contains(parameters);

    public void Tell(IReadOnlyList<TrialResult> results)
    {
        // Check everything first: either all results are taken or none.
        var accepted = new Dictionary<int, TrialResult>();
        foreach (var result in results)
        {
            var normalized = Accept(result);
            if ((accepted.TryGetValue(result.Trial, out var before) || _told.TryGetValue(result.Trial, out before))
                && !Same(before, normalized))
            {
                throw new ArgumentException(
                    $"Trial {result.Trial} was told before with another result ({before.State}, {before.Objective}); it cannot become {normalized.State}, {normalized.Objective}.",
                    nameof(results));
            }

            accepted[result.Trial] = normalized;
        }

        foreach (var (trial, result) in accepted)
        {
            _told[trial] = result;
            _seen.Add(result.Parameters);
            _pending.RemoveAll(candidate => candidate.Trial == trial);
            NextTrial = Math.Max(NextTrial, trial + 1);
        }
    }

    /// <summary>Whether a point was proposed or told, also when duplicates are allowed.</summary>
    public bool WasProposed(ParameterSet parameters) => _seen.Contains(parameters);

    /// <summary>The present state of the pending candidates, for <see cref="Revert"/>.</summary>
    public int Mark() => _pending.Count;

    /// <summary>Takes back the candidates added since the mark.</summary>
    public void Revert(int mark)
    {
        foreach (var candidate in _pending.Skip(mark))
        {
            _seen.Remove(candidate.Parameters);
            NextTrial--;
        }

        _pending.RemoveRange(mark, _pending.Count - mark);
    }

    public Candidate Add(ParameterSet parameters)
    {
        var candidate = new Candidate(NextTrial++, parameters);
        _pending.Add(candidate);
        _seen.Add(parameters);
        return candidate;
    }

    private TrialResult Accept(TrialResult result)
    {
        if (result.Trial < 0)
        {
            throw new ArgumentException($"A trial number was {result.Trial}; it must be at least 0.", nameof(result));
        }

        // An objective that is not a finite number says nothing but that the evaluation failed.
        var objectives = result.State is TrialState.Completed or TrialState.Pruned ? Objectives(result) : null;
        var isUsable = objectives is { Count: > 0 } && objectives.All(double.IsFinite);
        return result with
        {
            Parameters = Space.Normalize(result.Parameters),
            State = result.State == TrialState.Completed && !isUsable ? TrialState.Failed : result.State,
            Objective = isUsable ? objectives![0] : null,
            Objectives = isUsable && Options.ObjectiveCount > 1 ? objectives : null,
        };
    }

    private IReadOnlyList<double>? Objectives(TrialResult result)
    {
        var wanted = Options.ObjectiveCount;
        var objectives = result.Objectives ?? (wanted == 1 && result.Objective is { } single ? [single] : null);
        if (objectives is null ? wanted > 1 && result.State == TrialState.Completed : objectives.Count != wanted)
        {
            throw new ArgumentException(
                $"Trial {result.Trial} has {objectives?.Count ?? 0} objectives; it must have {wanted}.", nameof(result));
        }

        return objectives;
    }

    private static bool Same(TrialResult one, TrialResult other) =>
        one.State == other.State
        && Nullable.Equals(one.Objective, other.Objective)
        && (one.Objectives ?? []).SequenceEqual(other.Objectives ?? [])
        && one.Parameters.Equals(other.Parameters);
}
