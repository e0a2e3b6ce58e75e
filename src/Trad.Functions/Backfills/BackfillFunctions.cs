using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trad.Candles.Stores;
using Trad.Functions.Api;
using Trad.Functions.Api.OpenApi;
using Trad.Functions.Training;
using Trad.MarketData.Backfills;
using Trad.MarketData.Exchanges;
using Trad.Training;

namespace Trad.Functions.Backfills;

/// <summary>Starts and cancels backfills over HTTP.</summary>
public sealed class BackfillFunctions(ExchangeConnections exchanges, IBackfillLog log, TimeProvider clock)
{
    /// <summary>
    /// <c>POST /api/backfills</c>: fetches what is missing of a range; 202 with its location, 409 when the market has one running.
    /// </summary>
    [Function(nameof(StartBackfill))]
    [Takes(typeof(BackfillRequest))]
    [Answers(StatusCodes.Status202Accepted, typeof(BackfillStarted), Errors = "409")]
    public Task<IResult> StartBackfill(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/backfills")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => StartAsync(request, client, BackfillTrigger.Request, cancellationToken);

    /// <summary><c>POST /api/candles/repair</c>: the same, asking again for gaps that were taken for the exchange's own.</summary>
    [Function(nameof(RepairCandles))]
    [Takes(typeof(BackfillRequest))]
    [Answers(StatusCodes.Status202Accepted, typeof(BackfillStarted), Errors = "409")]
    public Task<IResult> RepairCandles(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/candles/repair")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => StartAsync(request, client, BackfillTrigger.Repair, cancellationToken);

    /// <summary><c>POST /api/backfills/{id}/cancel</c>: stops a run; what it has fetched stays. 202, or 409 when it has ended.</summary>
    [Function(nameof(CancelBackfill))]
    [Answers(StatusCodes.Status202Accepted, typeof(BackfillState), Errors = "404,409")]
    public Task<IResult> CancelBackfill(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/backfills/{id}/cancel")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => CancelAsync(client, id, cancellationToken);

    /// <summary>
    /// <c>DELETE /api/backfills/{id}</c>: forgets a run that has ended, or whose record cannot be read, 204; a run that goes on is
    /// told to stop, 202. What it has fetched stays.
    /// </summary>
    [Function(nameof(DeleteBackfill))]
    [Answers(StatusCodes.Status202Accepted, typeof(BackfillState), Also = "204", Errors = "404")]
    public async Task<IResult> DeleteBackfill(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/backfills/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        try
        {
            if (await BackfillQueries.FindAsync(client, log, id, cancellationToken) is not { } state
                || !BackfillRunId.TryParse(state.Id, out var run))
            {
                return Problems.NotFound($"There is no backfill '{id}'.");
            }

            return await TryStopAsync(client, run, state, cancellationToken)
                ? Results.Json(state, TradJson.Options, statusCode: StatusCodes.Status202Accepted)
                : await ForgetAsync(client, run, cancellationToken);
        }
        catch (DamagedRecordException) when (BackfillRunId.TryParse(id, out var run))
        {
            await log.RemoveAsync(run, cancellationToken);
            return Results.NoContent();
        }
    }

    // The last run of a market is also known by its orchestration, until the next one takes its place.
    private async Task<IResult> ForgetAsync(DurableTaskClient client, BackfillRunId run, CancellationToken cancellationToken)
    {
        if (BackfillViews.FromInstance(await client.FindInstanceAsync(run.Instance, cancellationToken), run.ToString()) is not null)
        {
            await client.TryPurgeAsync(run.Instance, cancellationToken);
        }

        await log.RemoveAsync(run, cancellationToken);
        return Results.NoContent();
    }

    private static async Task<bool> TryStopAsync(
        DurableTaskClient client, BackfillRunId run, BackfillState state, CancellationToken cancellationToken) =>
        state.State is BackfillStatus.Pending or BackfillStatus.Running
            && await client.TryRaiseEventAsync(run.Instance, BackfillOrchestrator.CancelEvent, "asked over HTTP", cancellationToken);

    private async Task<IResult> StartAsync(
        HttpRequest request, DurableTaskClient client, BackfillTrigger trigger, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var body = await JsonBody.ReadAsync<BackfillRequest>(request, errors, cancellationToken);
        if (body?.ToRun(trigger, clock.GetUtcNow(), exchanges.OpenNames, errors) is not { } run)
        {
            return Problems.Invalid(errors);
        }

        var (id, isNew) = await BackfillStarter.StartAsync(client, run, cancellationToken);
        request.HttpContext.Response.Headers.Location = $"/api/backfills/{id}";
        return isNew
            ? Results.Json(new BackfillStarted(id), TradJson.Options, statusCode: StatusCodes.Status202Accepted)
            : Problems.Problem(
                StatusCodes.Status409Conflict, "A backfill is running",
                $"The backfill '{id}' of this market has not ended; see /api/backfills/{id}.");
    }

    private async Task<IResult> CancelAsync(DurableTaskClient client, string id, CancellationToken cancellationToken)
    {
        if (await BackfillQueries.FindAsync(client, log, id, cancellationToken) is not { } state
            || !BackfillRunId.TryParse(state.Id, out var run))
        {
            return Problems.NotFound($"There is no backfill '{id}'.");
        }

        if (state.State is not (BackfillStatus.Pending or BackfillStatus.Running))
        {
            return Problems.Problem(
                StatusCodes.Status409Conflict, "The backfill has ended",
                $"The backfill '{id}' is {EnumNames.Format(state.State)}; there is nothing to cancel.");
        }

        if (!await TryStopAsync(client, run, state, cancellationToken))
        {
            return Problems.Problem(
                StatusCodes.Status409Conflict, "The backfill has ended",
                $"The backfill '{id}' ended at this moment; there is nothing to cancel.");
        }

        return Results.Json(state, TradJson.Options, statusCode: StatusCodes.Status202Accepted);
    }
}
