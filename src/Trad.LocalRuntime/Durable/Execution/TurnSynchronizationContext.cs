namespace Trad.LocalRuntime.Durable.Execution;

/// <summary>
/// Runs the continuations of one orchestrator one after the other, on the thread that carries out its turn. A
/// continuation that arrives from elsewhere belongs to a task that the orchestrator must not await.
/// </summary>
/// <param name="onForeignContinuation">Called when code of the orchestrator runs, or wants to run, outside a turn.</param>
internal sealed class TurnSynchronizationContext(Action onForeignContinuation) : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _queue = new();
    private int _turnThread = -1;

    private bool IsCurrentThread => Environment.CurrentManagedThreadId == Volatile.Read(ref _turnThread);

    public override void Post(SendOrPostCallback d, object? state)
    {
        if (IsCurrentThread)
        {
            _queue.Enqueue((d, state));
        }
        else
        {
            onForeignContinuation();
        }
    }

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("An orchestrator runs on one thread; nothing can be sent to it.");

    /// <summary>Refuses a call that does not come from the orchestrator's turn.</summary>
    /// <exception cref="InvalidOperationException">
    /// The code has left its thread, by <c>ConfigureAwait(false)</c> or <c>Task.Run</c>.
    /// </exception>
    public void EnsureCurrent(string orchestrator)
    {
        if (!IsCurrentThread)
        {
            onForeignContinuation();
            throw new InvalidOperationException(
                $"The orchestrator '{orchestrator}' used its context on another thread than its own; leave out ConfigureAwait(false) and Task.Run.");
        }
    }

    /// <summary>Does something as part of a turn, then runs every continuation that this caused.</summary>
    public void Run(Action action)
    {
        var before = Current;
        SetSynchronizationContext(this);
        Volatile.Write(ref _turnThread, Environment.CurrentManagedThreadId);
        try
        {
            action();
            while (_queue.TryDequeue(out var next))
            {
                next.Callback(next.State);
            }
        }
        finally
        {
            Volatile.Write(ref _turnThread, -1);
            SetSynchronizationContext(before);
        }
    }
}
