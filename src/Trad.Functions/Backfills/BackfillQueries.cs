using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trad.Functions.Api;
using Trad.Functions.Api.OpenApi;
using Trad.Functions.Training;
using Trad.MarketData.Backfills;
using Trad.Training;

namespace Trad.Functions.Backfills;

/// <summary>Backfill runs, to be looked at over HTTP.</summary>
public sealed class BackfillQueries(IBackfillLog log)
{
    /// <summary>
    /// <c>GET /api/backfills</c>: the runs, newest first, page by page; on the first page those, too, that have just been started and are
    /// still planning.
    /// </summary>
    [Function(nameof(ListBackfills))]
    [Answers(StatusCodes.Status200OK, typeof(ListPage<BackfillState>))]
    [Tagged]
    [Paged]
    public async Task<IResult> ListBackfills(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/backfills")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        return await Answers.ListAsync(
            request,
            errors,
            async (paging, token) =>
            {
                var (records, next, damaged) = await log.ListAsync(paging.Limit, paging.ContinuationToken, token);
                var states = new List<BackfillState>(records.Count);
                if (paging.ContinuationToken is null)
                {
                    states.AddRange(await ListPlanningAsync(client, records, token));
                }

                foreach (var record in records)
                {
                    states.Add(await ViewAsync(client, record, token));
                }

                return new ListPage<BackfillState>(states, next) { Damaged = damaged.Count == 0 ? null : damaged };
            },
            cancellationToken);
    }

    /// <summary>
    /// <c>GET /api/backfills/{id}</c>: the progress of a run, its summary when it has ended; for the id of a market's backfills, the last
    /// run.
    /// </summary>
    [Function(nameof(GetBackfill))]
    [Answers(StatusCodes.Status200OK, typeof(BackfillState), Errors = "404")]
    [Tagged]
    public async Task<IResult> GetBackfill(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/backfills/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        await FindAsync(client, log, id, cancellationToken) is { } state ? Answers.Json(request, state)
        : Problems.NotFound($"There is no backfill '{id}'.");

    /// <summary>The run of an id; null when there is none.</summary>
    internal static async Task<BackfillState?> FindAsync(
        DurableTaskClient client, IBackfillLog log, string id, CancellationToken cancellationToken)
    {
        if (!BackfillRunId.TryParse(id, out var run))
        {
            return BackfillViews.FromInstance(await client.FindInstanceAsync(id, cancellationToken), id: null);
        }

        return BackfillViews.FromInstance(await client.FindInstanceAsync(run.Instance, cancellationToken), id)
            ?? (await log.FindAsync(run, cancellationToken) is { } record ? BackfillViews.FromRecordAlone(record) : null);
    }

    // A run is recorded when its plan is made, which takes a while where an exchange does not answer; until then its orchestration knows.
    private static async Task<IReadOnlyList<BackfillState>> ListPlanningAsync(
        DurableTaskClient client, IReadOnlyList<BackfillRecord> records, CancellationToken cancellationToken)
    {
        var planning = new List<BackfillState>();
        var query = new OrchestrationQuery(
            Statuses: [OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running],
            InstanceIdPrefix: BackfillRunId.Prefix, FetchInputsAndOutputs: true);
        await foreach (var instance in client.GetAllInstancesAsync(query).WithCancellation(cancellationToken))
        {
            if (BackfillViews.FromInstance(instance, id: null) is { } state && records.All(record => record.Id != state.Id))
            {
                planning.Add(state);
            }
        }

        return [.. planning.OrderByDescending(state => state.CreatedAt)];
    }

    private async Task<BackfillState> ViewAsync(DurableTaskClient client, BackfillRecord record, CancellationToken cancellationToken)
    {
        // The record of a run was written when it began; how far it is, its orchestration knows.
        if (record.State != BackfillStatus.Running || !BackfillRunId.TryParse(record.Id, out var run))
        {
            return BackfillViews.FromRecord(record);
        }

        return BackfillViews.FromInstance(await client.FindInstanceAsync(run.Instance, cancellationToken), record.Id)
            ?? BackfillViews.FromRecordAlone(await log.FindAsync(run, cancellationToken) ?? record);
    }
}
