using DurableTask.Core.Exceptions;
using Microsoft.DurableTask;
using Microsoft.Extensions.Logging;
using Trad.LocalRuntime.Hosting;

namespace Trad.LocalRuntime.Durable.Distributed;

/// <summary>An activity function as Durable Task's worker wants it.</summary>
internal sealed class FunctionActivity(
    ActivityRun run, string name, ActivityFunction? function, Action onEnd, ILogger log, CancellationToken stopping)
    : ITaskActivity
{
    public Type InputType => typeof(FunctionPayload);

    public Type OutputType => typeof(object);

    public async Task<object?> RunAsync(TaskActivityContext context, object? input)
    {
        try
        {
            return await run.InvokeAsync(name, function, (input as FunctionPayload)?.Json, stopping);
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            // It has not failed: its message goes back, for another process or the next start.
            throw new SessionAbortedException($"The host stops; the activity '{name}' is called again.");
        }
        catch (Exception failure)
        {
            // As in the embedded engine: it may be called again.
            log.LogInformation(failure, "The activity {Activity} of {Instance} failed", name, context.InstanceId);
            throw;
        }
        finally
        {
            onEnd();
        }
    }
}
