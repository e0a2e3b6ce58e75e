using Trad.Training.Jobs;

namespace Trad.Functions.Tests.Hosting.Gates;

/// <summary>The gate before the recording of trials: it can be moved, so that a job goes on to the next place and stands there.</summary>
public sealed class TrialGate
{
    private readonly Lock _guard = new();
    private int _first = int.MaxValue;
    private int _passed;
    private volatile bool _isHolding;
    private TaskCompletionSource _moved = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether somebody stands before it.</summary>
    public bool IsHolding => _isHolding;

    /// <summary>How many trials have gone through.</summary>
    public int Passed => Volatile.Read(ref _passed);

    /// <summary>
    /// Holds back what contains a trial with this number or a higher one; all of it, for what is recorded together is recorded whole.
    /// </summary>
    public void HoldFrom(int trial)
    {
        lock (_guard)
        {
            _first = trial;
            _moved.SetResult();
            _moved = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Lets every trial go on.</summary>
    public void Open() => HoldFrom(int.MaxValue);

    /// <summary>Goes through as soon as none of the events is a trial that is held.</summary>
    public async Task PassAsync(IReadOnlyList<JobEvent> events)
    {
        var highest = events.Max(happened => happened.Trial?.Trial) ?? -1;
        while (FindObstacle(highest) is { } moved)
        {
            _isHolding = true;
            await moved;
            _isHolding = false;
        }

        Interlocked.Add(ref _passed, events.Count(happened => happened.Trial is not null));
    }

    private Task? FindObstacle(int trial)
    {
        lock (_guard)
        {
            return trial < _first ? null : _moved.Task;
        }
    }
}
