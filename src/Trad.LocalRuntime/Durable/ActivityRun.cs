using Trad.LocalRuntime.Durable.Storage;
using Trad.LocalRuntime.Hosting;

namespace Trad.LocalRuntime.Durable;

/// <summary>Calls an activity's function, for as long as it may take.</summary>
internal sealed class ActivityRun(TimeSpan timeout, IServiceProvider services, TimeProvider clock)
{
    /// <summary>Calls the function; one that hangs is told to stop, and left behind if it does not listen: its place is needed.</summary>
    /// <exception cref="InvalidOperationException">There is no such activity.</exception>
    /// <exception cref="TimeoutException">The activity took too long.</exception>
    public async Task<object?> InvokeAsync(string name, ActivityFunction? function, string? input, CancellationToken stopping)
    {
        if (function is null)
        {
            throw new InvalidOperationException($"The function '{name}' doesn't exist, is disabled, or is not an activity function.");
        }

        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var work = Task.Run(() => function.InvokeAsync(services, input, inTime.Token), CancellationToken.None);
        try
        {
            return await work.WaitAsync(timeout, clock, CancellationToken.None);
        }
        catch (TimeoutException) when (!work.IsCompleted)
        {
            await inTime.CancelAsync();
            throw new TimeoutException($"The activity '{function.Name}' took longer than the function timeout of {timeout}.");
        }
    }
}

/// <summary>A call of an activity that was committed and waits for its turn.</summary>
/// <param name="InstanceId">The calling instance.</param>
/// <param name="Generation">Its generation when it called.</param>
/// <param name="Call">The activity's name and input, and the number of the call.</param>
internal readonly record struct ActivityCall(string InstanceId, int Generation, HistoryEvent Call);
