using Trad.LocalRuntime.Durable.Storage;

namespace Trad.LocalRuntime.Durable.Execution;

/// <summary>
/// Brings external events to the orchestrator that waits for them. The latest waiter of a name comes first, so that a
/// wait abandoned in a loop does not swallow an event; events nobody waits for are kept in the order they came.
/// </summary>
internal sealed class ExternalEvents
{
    private readonly Dictionary<string, Stack<IEventWaiter>> _waiters = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<HistoryEvent> _kept = [];

    /// <summary>Whether an event could bring the orchestrator on.</summary>
    public bool IsAwaited => _waiters.Values.Any(stack => stack.Any(waiter => !waiter.IsOver));

    /// <summary>Events nobody has waited for, oldest first.</summary>
    public IReadOnlyList<HistoryEvent> Kept => _kept;

    /// <summary>Waits for an event.</summary>
    /// <exception cref="ArgumentException">Somebody waits for the same name with another type.</exception>
    public Task<T> WaitAsync<T>(string name, CancellationToken cancellationToken)
    {
        if (!_waiters.TryGetValue(name, out var stack))
        {
            _waiters[name] = stack = new Stack<IEventWaiter>();
        }

        if (stack.FirstOrDefault(other => !other.IsOver && other.Type != typeof(T)) is { } other)
        {
            throw new ArgumentException(
                $"The event '{name}' is already awaited as {other.Type.FullName}, not as {typeof(T).FullName}.", nameof(name));
        }

        var waiter = new EventWaiter<T>(name, cancellationToken);
        var index = _kept.FindIndex(kept => string.Equals(kept.Name, name, StringComparison.OrdinalIgnoreCase));
        if (index < 0 || cancellationToken.IsCancellationRequested)
        {
            stack.Push(waiter);
        }
        else
        {
            waiter.Receive(_kept[index].Payload);
            _kept.RemoveAt(index);
        }

        return waiter.Task;
    }

    /// <summary>Takes in an event that was raised.</summary>
    public void Raise(HistoryEvent raised)
    {
        if (_waiters.TryGetValue(raised.Name!, out var stack))
        {
            while (stack.TryPop(out var waiter))
            {
                if (!waiter.IsOver)
                {
                    waiter.Receive(raised.Payload);
                    return;
                }
            }
        }

        _kept.Add(raised);
    }
}
