using Trad.Training.Jobs;

namespace Trad.Functions.Progress;

/// <summary>A piece of a job's work while it is done: tells how far it is, and hears when the job is cancelled.</summary>
public sealed class JobStep : IDisposable
{
    private readonly LiveJob _job;
    private readonly TimeProvider _clock;
    private readonly CancellationTokenSource _cancellation;
    private readonly long _started;

    internal JobStep(LiveJob job, StepScope scope, TimeProvider clock, CancellationToken hostStops)
    {
        _job = job;
        Scope = scope;
        _clock = clock;
        _started = clock.GetTimestamp();
        _cancellation = CancellationTokenSource.CreateLinkedTokenSource(hostStops);
        job.Begin(this);
    }

    /// <summary>Where the step stands within its job.</summary>
    public StepScope Scope { get; }

    /// <summary>Cancelled when the job is, or when the host stops.</summary>
    public CancellationToken Token => _cancellation.Token;

    /// <summary>Whether the job has been cancelled.</summary>
    public bool IsCancelled => _job.IsCancelled;

    /// <summary>Counts a trial that has been backtested.</summary>
    public void CountTrial(double? score) => _job.CountTrial(Scope.Round, score);

    /// <summary>Counts work that is a part of a trial: its backtest on one of several symbols.</summary>
    /// <param name="share">The part, of 1 for a whole trial.</param>
    public void CountPart(double share) => _job.CountPart(Scope.Round, share);

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

    /// <summary>How much of the step is done, judged by the clock.</summary>
    internal double EstimateFraction() =>
        Scope.Expected is { } expected ? StepEstimate.Fraction(_clock.GetElapsedTime(_started), expected) : 0;
}
