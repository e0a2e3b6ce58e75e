using Trad.Training.Jobs;

namespace Trad.Functions.Progress;

/// <summary>A job as far as it is at work in this process.</summary>
internal sealed class LiveJob(string jobId, int attempt)
{
    private readonly Lock _guard = new();
    private readonly List<JobStep> _steps = [];
    private StepScope? _last;
    private int _round = -1;
    private int _trials;
    private double _work;
    private double? _bestScore;
    private JobProgress? _written;
    private bool _isDirty;

    public string JobId => jobId;

    public int Attempt => attempt;

    /// <summary>The version of the stored progress.</summary>
    public string? Version { get; private set; }

    public bool IsCancelled { get; private set; }

    public DateTimeOffset IdleSince { get; private set; }

    public void Begin(JobStep step)
    {
        lock (_guard)
        {
            _steps.Add(step);
            _last = step.Scope;
            _isDirty = true;
            IdleSince = DateTimeOffset.MaxValue;
            if (step.Scope.Round != _round)
            {
                _round = step.Scope.Round;
                (_trials, _work) = (0, 0);
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
            _steps.Remove(step);
        }
    }

    public void CountTrial(int round, double? score)
    {
        lock (_guard)
        {
            _isDirty = true;
            if (round == _round)
            {
                _trials++;
                _work++;
            }

            if (score is not null && !(score <= _bestScore))
            {
                _bestScore = score;
            }
        }
    }

    public void CountPart(int round, double share)
    {
        lock (_guard)
        {
            _isDirty = true;
            if (round == _round)
            {
                _work += share;
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

    /// <summary>The progress to write now; null while nothing happens.</summary>
    public JobProgress? TakeProgress(DateTimeOffset now)
    {
        lock (_guard)
        {
            if (_steps.Count == 0 && !_isDirty)
            {
                IdleSince = IdleSince == DateTimeOffset.MaxValue ? now : IdleSince;
                return null;
            }

            _isDirty = false;
            var scope = _steps.Count > 0 ? _steps[^1].Scope : _last!;
            var counts = scope.Phase is JobPhase.Exploring or JobPhase.Evaluating;
            var fraction = counts ? scope.Upcoming > 0 ? Math.Min(1.0, _work / scope.Upcoming) : 0
                : _steps.Count > 0 ? _steps[^1].EstimateFraction()
                : 0;
            var best = scope.BestScore is null || _bestScore > scope.BestScore ? _bestScore : scope.BestScore;
            var progress = JobProgress.At(scope.Phase, scope.Completed, scope.Total, best, now - scope.QueuedAt, scope.Upcoming, fraction);
            return (counts ? progress with { TrialsCompleted = scope.Completed + _trials } : progress).NotBefore(_written);
        }
    }

    public void Written(RecordedProgress recorded)
    {
        lock (_guard)
        {
            Version = recorded.Version;
            _written = recorded.Progress;
        }

        if (recorded.IsCancelRequested || recorded.Attempt > attempt)
        {
            Cancel();
        }
    }
}
