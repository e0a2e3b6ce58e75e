namespace Trad.LocalRuntime.Durable.Execution;

/// <summary>A wait for an event of a type.</summary>
internal sealed class EventWaiter<T> : IEventWaiter
{
    private readonly string _name;
    private readonly TaskCompletionSource<T> _source = new();

    public EventWaiter(string name, CancellationToken cancellationToken)
    {
        _name = name;
        cancellationToken.Register(() => _source.TrySetCanceled(cancellationToken));
    }

    public Type Type => typeof(T);

    public bool IsOver => _source.Task.IsCompleted;

    public Task<T> Task => _source.Task;

    public void Receive(string? payload)
    {
        try
        {
            _source.TrySetResult(DurableJson.Read<T>(payload, $"the event '{_name}'")!);
        }
        catch (ArgumentException wrong)
        {
            _source.TrySetException(wrong);
        }
    }
}

/// <summary>A place where an orchestrator waits for an external event.</summary>
internal interface IEventWaiter
{
    /// <summary>What the event's payload is read as.</summary>
    Type Type { get; }

    /// <summary>Whether the wait was cancelled.</summary>
    bool IsOver { get; }

    /// <summary>Ends the wait with a payload.</summary>
    void Receive(string? payload);
}
