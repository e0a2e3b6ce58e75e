using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;

namespace Trad.Durable.FaultHost;

/// <summary>Starts orchestrations and tells of them over HTTP.</summary>
public static class FaultFunctions
{
    /// <summary>Starts an orchestration with the JSON of the body as its input.</summary>
    [Function(nameof(Start))]
    public static async Task<IResult> Start(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "{orchestrator}/{id}")] HttpRequest request,
        string orchestrator,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        var input = await request.ReadFromJsonAsync<JsonElement>(cancellationToken);
        await client.ScheduleNewOrchestrationInstanceAsync(orchestrator, input, new StartOrchestrationOptions(id), cancellationToken);
        return Results.Accepted();
    }

    /// <summary>The output of a completed orchestration; 202 while it runs, 500 when it has ended otherwise.</summary>
    [Function(nameof(GetOutput))]
    public static async Task<IResult> GetOutput(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        var found = await client.GetInstanceAsync(id, getInputsAndOutputs: true, cancellationToken);
        return found switch
        {
            null => Results.NotFound(),
            { RuntimeStatus: OrchestrationRuntimeStatus.Completed } => Results.Text(found.SerializedOutput, "application/json"),
            { IsCompleted: true } => Results.Text(found.SerializedOutput, statusCode: StatusCodes.Status500InternalServerError),
            _ => Results.Accepted(),
        };
    }
}
