using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trad.Functions.Http;
using Trad.MarketData.Exchanges;
using Trad.Training;
using Trad.Training.Requests;

namespace Trad.Functions.Backfills;

/// <summary>Backfills over HTTP.</summary>
public sealed class BackfillFunctions(ExchangeConnections exchanges)
{
    /// <summary><c>POST /api/backfills</c>: fetches what is missing of a range; 202 with its location, 409 when the market has one running.</summary>
    [Function(nameof(StartBackfill))]
    public Task<IResult> StartBackfill(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/backfills")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => StartAsync(request, client, isRepair: false, cancellationToken);

    /// <summary><c>POST /api/candles/repair</c>: the same, asking again for gaps that were taken for the exchange's own.</summary>
    [Function(nameof(RepairCandles))]
    public Task<IResult> RepairCandles(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/candles/repair")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => StartAsync(request, client, isRepair: true, cancellationToken);

    /// <summary><c>GET /api/backfills/{id}</c>: the progress of a backfill, its summary when it has ended.</summary>
    [Function(nameof(GetBackfill))]
    public async Task<IResult> GetBackfill(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/backfills/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        if (await client.GetInstanceAsync(id, getInputsAndOutputs: true, cancellationToken) is not { Name: nameof(BackfillOrchestrator) } found)
        {
            return Problems.NotFound($"There is no backfill '{id}'.");
        }

        var isFailed = found.IsCompleted && found.RuntimeStatus != OrchestrationRuntimeStatus.Completed;
        return Results.Json(
            new BackfillState(
                id,
                found.RuntimeStatus.ToString().ToLowerInvariant(),
                found.CreatedAt,
                found.LastUpdatedAt,
                found.SerializedCustomStatus is { } status && !isFailed ? JsonNode.Parse(status) : null,
                isFailed ? found.SerializedOutput : null),
            TradJson.Options);
    }

    private async Task<IResult> StartAsync(HttpRequest request, DurableTaskClient client, bool isRepair, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var body = await JsonBody.ReadAsync<BackfillRequest>(request, errors, cancellationToken);
        if (body?.ToRun(isRepair, exchanges.OpenNames, errors) is not { } run)
        {
            return Problems.Invalid(errors);
        }

        var (id, isNew) = await BackfillStarter.StartAsync(client, run, cancellationToken);
        request.HttpContext.Response.Headers.Location = $"/api/backfills/{id}";
        return isNew
            ? Results.Json(new { id }, TradJson.Options, statusCode: StatusCodes.Status202Accepted)
            : Problems.Problem(StatusCodes.Status409Conflict, "A backfill is running", $"The backfill '{id}' of this market has not ended; see /api/backfills/{id}.");
    }
}
