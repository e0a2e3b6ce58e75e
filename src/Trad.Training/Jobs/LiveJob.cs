namespace Trad.Training.Jobs;

/// <summary>A job as far as it is at work in this process.</summary>
internal sealed class LiveJob(StepScope first)
{
    // Between two steps the orchestration is at work; its turn is over well within this.
    private static readonly TimeSpan Linger = TimeSpan.FromSeconds(2);

    private readonly Lock _guard = new();
    private readonly List<JobStep> _steps = [];
    private readonly Dictionary<(int Trial, int Symbol), double> _evaluated = [];
    private readonly HashSet<int> _recorded = [];
    private readonly Dictionary<string, double> _pieces = new(StringComparer.Ordinal);
    private StepScope _last = first;
    private int _round = -1;
    private double? _bestScore;
    private double _fraction;
    private JobProgress? _written = first.Floor;
    private bool _isDirty;
    private TimeSpan? _idleSince;
    private TimeSpan _elapsed = TimeSpan.FromMilliseconds(first.Floor?.ElapsedMs ?? 0);
    private TimeSpan? _toldAt;
    private bool _isReporting;
    private bool _isDue;

    public string JobId { get; } = first.JobId;

    public int Attempt { get; } = first.Attempt;

    /// <summary>The version of the stored progress.</summary>
    public string? Version { get; private set; }

    public bool IsCancelled { get; private set; }

    public void Begin(JobStep step)
    {
        lock (_guard)
        {
            _steps.Add(step);
            if (step.Scope.Phase != _last.Phase || step.Scope.From != _last.From)
            {
                _pieces.Clear();
            }

            _last = step.Scope;
            _isDirty = true;
            _idleSince = null;
            if (step.Scope.Round != _round)
            {
                _round = step.Scope.Round;
                _evaluated.Clear();
                _recorded.Clear();
            }

            if (IsCancelled)
            {
                step.Cancel();
            }
        }
    }

    public void End(JobStep step)
    {
        lock (_guard)
        {
            _fraction = Estimate();
            _steps.Remove(step);
            if (step.Scope.Piece is { } piece && IsBeside(step))
            {
                // One that failed is done again, and counts as far as it came.
                _pieces[piece] = Math.Max(_pieces.GetValueOrDefault(piece), step.Scope.Span * step.Done);
                _fraction = Estimate();
            }

            _isDirty = true;
        }
    }

    /// <summary>Counts something that a step keeps, while nobody looks at it.</summary>
    public void Count(Action count)
    {
        lock (_guard)
        {
            count();
            _isDirty = true;
        }
    }

    public void CountTrial(int round, int trial, double? score)
    {
        lock (_guard)
        {
            CountPart(round, trial, 0, 1);
            if (score is not null && !(score <= _bestScore))
            {
                _bestScore = score;
            }
        }
    }

    // By trial and symbol, because a chunk that failed half-way is evaluated again.
    public void CountPart(int round, int trial, int symbol, double share)
    {
        lock (_guard)
        {
            _isDirty = true;
            if (round == _round)
            {
                _evaluated[(trial, symbol)] = share;
            }
        }
    }

    public void CountRecorded(int round, IEnumerable<int> trials)
    {
        lock (_guard)
        {
            _isDirty = true;
            if (round == _round)
            {
                _recorded.UnionWith(trials);
            }
        }
    }

    public void Cancel()
    {
        List<JobStep> steps;
        lock (_guard)
        {
            IsCancelled = true;
            steps = [.. _steps];
        }

        steps.ForEach(step => step.Cancel());
    }

    /// <summary>
    /// Whether a report may begin: one is written at a time, since each needs the version of the one before. One that may not
    /// follows the one that is being written.
    /// </summary>
    public bool TryBeginReport()
    {
        lock (_guard)
        {
            (var mayBegin, _isReporting, _isDue) = (!_isReporting, true, _isReporting);
            return mayBegin;
        }
    }

    /// <summary>Ends a report; true when the next one is due already.</summary>
    public bool EndReport()
    {
        lock (_guard)
        {
            (_isReporting, _isDue) = (_isDue, false);
            return _isReporting;
        }
    }

    /// <summary>Whether steps are at work.</summary>
    public bool IsAtWork
    {
        get
        {
            lock (_guard)
            {
                return _steps.Count > 0;
            }
        }
    }

    /// <summary>How long nothing has been done.</summary>
    /// <param name="ticks">What this process's clock has ticked, however it is set.</param>
    public TimeSpan IdleFor(TimeSpan ticks)
    {
        lock (_guard)
        {
            return _steps.Count > 0 || _idleSince is null ? TimeSpan.Zero : ticks - _idleSince.Value;
        }
    }

    /// <summary>The progress to write now; null when nothing has happened for a while.</summary>
    /// <param name="now">The moment.</param>
    /// <param name="ticks">What this process's clock has ticked, however it is set.</param>
    public (JobProgress Progress, PhaseLog Phases)? TakeProgress(DateTimeOffset now, TimeSpan ticks)
    {
        lock (_guard)
        {
            if (_steps.Count == 0)
            {
                _idleSince ??= ticks;
                if (!_isDirty && ticks - _idleSince > Linger)
                {
                    return null;
                }
            }

            _isDirty = false;
            var scope = _last;
            var best = scope.BestScore is null || _bestScore > scope.BestScore ? _bestScore : scope.BestScore;
            var progress = JobProgress.At(
                scope.Phase, scope.Completed, scope.Total, best, Elapsed(now - scope.QueuedAt, ticks), scope.Upcoming, Estimate());
            return ((progress with { TrialsCompleted = scope.Completed + _recorded.Count }).NotBefore(_written), scope.Phases);
        }
    }

    public void Written(RecordedProgress recorded)
    {
        lock (_guard)
        {
            Version = recorded.Version;
            _written = recorded.Progress;
        }

        if (recorded.IsCancelRequested || recorded.Attempt > Attempt)
        {
            Cancel();
        }
    }

    // By the clock, which all processes share; where it was set back, by what has ticked here since the last look.
    private TimeSpan Elapsed(TimeSpan byClock, TimeSpan ticks)
    {
        var byTicks = _elapsed + (ticks - (_toldAt ?? ticks));
        (_elapsed, _toldAt) = (byClock > byTicks ? byClock : byTicks, ticks);
        return _elapsed;
    }

    // Whether a step is one of the pieces that are done side by side now.
    private bool IsBeside(JobStep step) =>
        step.Scope.Piece is not null && step.Scope.Phase == _last.Phase && step.Scope.From == _last.From;

    private double Estimate()
    {
        if (_last.Piece is not null)
        {
            var underWay = _steps.Where(IsBeside).ToLookup(step => step.Scope.Piece!, step => step.Scope.Span * step.EstimateFraction());
            var ended = _pieces.Where(piece => !underWay.Contains(piece.Key)).Sum(piece => piece.Value);
            return Math.Min(1, _last.From + ended + underWay.Sum(
                piece => Math.Max(_pieces.GetValueOrDefault(piece.Key), piece.Max())));
        }

        if (_steps.Count == 0)
        {
            return _fraction;
        }

        if (_last.Candidates == 0)
        {
            return _last.From + (_last.Span * _steps[^1].EstimateFraction());
        }

        var backtesting = _steps.Where(step => step.Scope.Candidates > 0).Sum(step => step.EstimateFraction() * step.Scope.Share);
        return Math.Min(1, (_evaluated.Values.Sum() + backtesting) / _last.Candidates);
    }
}
