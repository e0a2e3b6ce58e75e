using System.Text.Json;

namespace Trad.LocalRuntime.Durable;

/// <summary>A wait for an event of a type.</summary>
internal sealed class EventWaiter<T> : IEventWaiter
{
    private readonly TaskCompletionSource<T> _source = new();

    public EventWaiter(CancellationToken cancellationToken) =>
        cancellationToken.Register(() => _source.TrySetCanceled(cancellationToken));

    public Type Type => typeof(T);

    public bool IsOver => _source.Task.IsCompleted;

    public Task<T> Task => _source.Task;

    public void Receive(string? payload)
    {
        try
        {
            _source.TrySetResult(DurableJson.Read<T>(payload)!);
        }
        catch (JsonException wrong)
        {
            _source.TrySetException(wrong);
        }
    }
}
