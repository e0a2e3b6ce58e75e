namespace Trad.Training.Jobs;

/// <summary>A piece of a job's work while it is done: tells how far it is, and hears when the job is cancelled.</summary>
public sealed class JobStep : IDisposable
{
    private readonly LiveJob _job;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _cancellation;
    private Stretch? _stretch;
    private TimeSpan _expected;
    private double _done;

    internal JobStep(LiveJob job, StepScope scope, TimeProvider clock, CancellationToken hostStops)
    {
        _job = job;
        Scope = scope;
        _clock = clock;
        _expected = scope.Expected;
        _stretch = scope.Candidates > 0 ? null : new Stretch(clock.GetTimestamp(), _expected);
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(hostStops);
        job.Begin(this);
    }

    /// <summary>Where the step stands within its job.</summary>
    public StepScope Scope { get; }

    /// <summary>Cancelled when the job is, or when the host stops.</summary>
    public CancellationToken Token => _cancellation.Token;

    /// <summary>Whether the job has been cancelled.</summary>
    public bool IsCancelled => _job.IsCancelled;

    /// <summary>
    /// Begins the backtests of a trial; until it is counted, how much of it is done is judged by how long the last ones took.
    /// </summary>
    public void BeginTrial() => Volatile.Write(ref _stretch, new Stretch(_clock.GetTimestamp(), _expected));

    /// <summary>Counts a trial that has been backtested.</summary>
    public void CountTrial(int trial, double? score)
    {
        EndTrial();
        _job.CountTrial(Scope.Round, trial, score);
    }

    /// <summary>Counts work that is a part of a trial: its backtest on one of several symbols.</summary>
    /// <param name="trial">The trial.</param>
    /// <param name="symbol">Which of the symbols.</param>
    public void CountPart(int trial, int symbol)
    {
        EndTrial();
        _job.CountPart(Scope.Round, trial, symbol, Scope.Share);
    }

    /// <summary>Counts trials whose outcome has been recorded.</summary>
    public void CountRecorded(IEnumerable<int> trials) => _job.CountRecorded(Scope.Round, trials);

    /// <summary>
    /// Counts equal parts of the step that are done; how much of the next one is done is judged by how long they are expected to take.
    /// </summary>
    /// <param name="done">Parts that are done, of the first on.</param>
    /// <param name="all">Parts of the step.</param>
    public void Count(int done, int all)
    {
        _job.Count(() =>
        {
            _done = Math.Max(_done, (double)done / all);
            _stretch = done >= all ? null : new Stretch(_clock.GetTimestamp(), _expected / all, 1.0 / all);
        });
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _job.End(this);
        _cancellation.Dispose();
    }

    internal void Cancel()
    {
        try
        {
            _cancellation.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // The step ended in this moment.
        }
    }

    /// <summary>How much is done of the step, or of its present trial, judged by the clock.</summary>
    internal double EstimateFraction() => _done + (Volatile.Read(ref _stretch) is { } stretch
        ? stretch.Share * StepEstimate.Fraction(_clock.GetElapsedTime(stretch.Started), stretch.Expected)
        : 0);

    /// <summary>How much of the step is known to be done.</summary>
    internal double Done => _done;

    private void EndTrial()
    {
        if (Volatile.Read(ref _stretch) is { } stretch)
        {
            _expected = (_expected + _clock.GetElapsedTime(stretch.Started)) / 2;
        }

        Volatile.Write(ref _stretch, null);
    }

    private sealed record Stretch(long Started, TimeSpan Expected, double Share = 1);
}
