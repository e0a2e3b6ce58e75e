using Trad.Training.Jobs;

namespace Trad.Storage.Journal;

/// <summary>Events that wait for their turn to be stored.</summary>
/// <param name="Attempt">The attempt that appends.</param>
/// <param name="Events">What happened.</param>
/// <param name="Closes">Whether the attempt ends with this.</param>
/// <param name="Begins">Whether the journal may begin with this.</param>
internal sealed record PendingAppend(int Attempt, IReadOnlyList<JobEvent> Events, bool Closes = false, bool Begins = true)
{
    private readonly TaskCompletionSource _stored = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the events are stored.</summary>
    public Task Stored => _stored.Task;

    public void Succeed() => _stored.TrySetResult();

    public void Fail(Exception reason) => _stored.TrySetException(reason);
}
