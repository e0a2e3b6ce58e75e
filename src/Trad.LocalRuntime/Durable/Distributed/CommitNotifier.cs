using System.Collections.Concurrent;

namespace Trad.LocalRuntime.Durable.Distributed;

/// <summary>Tells who waits in this process that an instance's turn was committed in this process.</summary>
internal sealed class CommitNotifier
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _waiting = new(StringComparer.Ordinal);

    /// <summary>Ends when the instance's next turn is committed here; ask for it before looking at the instance.</summary>
    public Task NextCommitOf(string instanceId) =>
        _waiting.GetOrAdd(instanceId, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>A turn was committed.</summary>
    public void Report(string instanceId)
    {
        if (_waiting.TryRemove(instanceId, out var waiting))
        {
            waiting.TrySetResult();
        }
    }

    /// <summary>Nobody waits for the instance any more.</summary>
    public void Forget(string instanceId) => Report(instanceId);
}
