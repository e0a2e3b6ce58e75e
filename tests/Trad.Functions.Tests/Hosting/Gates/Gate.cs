namespace Trad.Functions.Tests.Hosting.Gates;

/// <summary>
/// A place in the app's work that a test can close: whoever comes waits there until it is opened, so that no state passes unseen.
/// </summary>
public sealed class Gate
{
    private readonly Lock _guard = new();
    private TaskCompletionSource? _closed;
    private Func<bool> _holds = () => true;
    private Func<Exception?> _fault = () => null;

    /// <summary>Holds whoever comes from now on.</summary>
    /// <param name="holds">Asked of each who comes: whether it is held; everybody when absent.</param>
    public void Close(Func<bool>? holds = null)
    {
        lock (_guard)
        {
            _holds = holds ?? (() => true);
            _closed ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    /// <summary>Lets those who wait go on, and whoever comes.</summary>
    public void Open()
    {
        lock (_guard)
        {
            _closed?.SetResult();
            _closed = null;
        }
    }

    /// <summary>Lets whoever comes from now on fail.</summary>
    /// <param name="fault">Asked of each who comes, one at a time: how it fails; null for one that goes on.</param>
    public void Break(Func<Exception?> fault)
    {
        lock (_guard)
        {
            _fault = fault;
        }
    }

    /// <summary>Goes through, as soon as the gate is open.</summary>
    /// <exception cref="OperationCanceledException">Whoever waits gave up.</exception>
    /// <exception cref="Exception">The fault that was asked for.</exception>
    public Task PassAsync(CancellationToken cancellationToken)
    {
        lock (_guard)
        {
            if (_fault() is { } fault)
            {
                throw fault;
            }

            return _closed is not null && _holds() ? _closed.Task.WaitAsync(cancellationToken) : Task.CompletedTask;
        }
    }
}
