using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trad.Functions.Api;
using Trad.Functions.Api.OpenApi;
using Trad.Functions.Training;
using Trad.Storage.Requests;
using Trad.Training;

namespace Trad.Functions.Operations.Orchestrations;

/// <summary>Orchestrations, to be looked at over HTTP: all of them, one, and what happened to it.</summary>
public sealed class OrchestrationQueries
{
    private const int LongestPrefix = 100;
    private const int DefaultPayload = 1000;
    private const string Statuses = "pending|running|suspended|completed|failed|terminated";

    /// <summary>
    /// <c>GET /api/system/orchestrations?status=&amp;prefix=</c>: the orchestrations in the order of their identities, page by page; a
    /// page may have fewer than its limit while others follow.
    /// </summary>
    [Function(nameof(ListOrchestrations))]
    [Answers(StatusCodes.Status200OK, typeof(ListPage<OrchestrationReport>))]
    [Tagged]
    [Paged]
    [Parameter("status", "Only in this state.", Values = Statuses)]
    [Parameter("prefix", "Only those whose identity begins so.", MaximumLength = LongestPrefix)]
    public Task<IResult> ListOrchestrations(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/system/orchestrations")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var status = QueryReader.ReadEnum<InstanceStatus>(request, "status", errors);
        var prefix = QueryReader.ReadText(request, "prefix");
        if (prefix?.Length > LongestPrefix)
        {
            errors.Add("prefix", $"has {prefix.Length} characters; allowed are {LongestPrefix}");
        }

        return Answers.ListAsync(
            request,
            errors,
            (paging, token) => StorageWait.ForAsync(each => ReadPageAsync(client, status, prefix, paging, each), token),
            cancellationToken);
    }

    /// <summary><c>GET /api/system/orchestrations/{id}</c>: one orchestration with its input, output and progress.</summary>
    [Function(nameof(GetOrchestration))]
    [Answers(StatusCodes.Status200OK, typeof(OrchestrationDetail), Errors = "404")]
    [Tagged]
    public async Task<IResult> GetOrchestration(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/system/orchestrations/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        await client.FindInstanceAsync(id, cancellationToken) is { } found
            ? Answers.Json(request, OrchestrationDetail.Read(found))
            : NoSuch(id);

    /// <summary>
    /// <c>GET /api/system/orchestrations/{id}/history</c>: what happened to an orchestration since it last began anew, event by event.
    /// </summary>
    [Function(nameof(GetOrchestrationHistory))]
    [Answers(StatusCodes.Status200OK, typeof(OrchestrationHistory), Errors = "404")]
    [Tagged]
    [Parameter(
        "maxPayload", "The most characters that are told of an input or a result.", Type = typeof(int), Minimum = 0,
        Maximum = OrchestrationDetail.LongestText)]
    public async Task<IResult> GetOrchestrationHistory(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/system/orchestrations/{id}/history")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var longest = QueryReader.ReadWhole(request, "maxPayload", DefaultPayload, 0, OrchestrationDetail.LongestText, errors);
        if (!errors.IsEmpty)
        {
            return Problems.Invalid(errors);
        }

        if (await client.FindInstanceAsync(id, cancellationToken) is null)
        {
            return NoSuch(id);
        }

        try
        {
            var history = await StorageWait.ForAsync(token => client.GetOrchestrationHistoryAsync(id, token), cancellationToken);
            return Answers.Json(request, new OrchestrationHistory(id, new HistoryReading(longest).Read(history)));
        }
        catch (ArgumentException)
        {
            // It was purged at this moment.
            return NoSuch(id);
        }
        catch (Exception missing) when (HostLimits.IsMissing(missing))
        {
            return HostLimits.Problem("tell the history of an orchestration");
        }
    }

    internal static IResult NoSuch(string id) => Problems.NotFound($"There is no orchestration '{id}'.");

    private static async Task<ListPage<OrchestrationReport>> ReadPageAsync(
        DurableTaskClient client, InstanceStatus? status, string? prefix, Paging paging, CancellationToken cancellationToken)
    {
        // Engines take any text for a token of theirs; what comes back is checked to be one of this list.
        var list = $"orchestrations {status} {prefix}";
        var place = ListMark.Read(list, paging.ContinuationToken);
        var query = new OrchestrationQuery(
            Statuses: status is { } only ? [Enum.Parse<OrchestrationRuntimeStatus>(only.ToString())] : null, InstanceIdPrefix: prefix,
            PageSize: paging.Limit, ContinuationToken: place);
        await foreach (var page in client.GetAllInstancesAsync(query).AsPages(place, paging.Limit).WithCancellation(cancellationToken))
        {
            return new ListPage<OrchestrationReport>(
                [.. page.Values.Select(OrchestrationReport.Read)],
                string.IsNullOrEmpty(page.ContinuationToken) ? null : ListMark.Write(list, page.ContinuationToken));
        }

        return new ListPage<OrchestrationReport>([], null);
    }
}
