using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trad.Functions.Api;
using Trad.Functions.Api.OpenApi;
using Trad.Functions.Training;
using Trad.Training;

namespace Trad.Functions.Operations.Orchestrations;

/// <summary>
/// Tells orchestrations over HTTP what to do. It goes past the job or backfill that an orchestration works for: what that makes of it,
/// its own clean-up finds out.
/// </summary>
public sealed class OrchestrationControl
{
    private const string Unsaid = "asked over HTTP";

    /// <summary>
    /// <c>POST /api/system/orchestrations/{id}/suspend</c>: stops an orchestration until it is resumed; activities that run go on. 202, or
    /// 409 when it has ended or stands still.
    /// </summary>
    [Function(nameof(SuspendOrchestration))]
    [Takes(typeof(OrchestrationReason), IsOptional = true)]
    [Answers(StatusCodes.Status202Accepted, typeof(OrchestrationReport), Errors = "404,409")]
    public Task<IResult> SuspendOrchestration(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/system/orchestrations/{id}/suspend")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => TellAsync(
            request, client, id, found => found is { IsCompleted: false, RuntimeStatus: not OrchestrationRuntimeStatus.Suspended },
            "only one that is pending or running can be suspended",
            (reason, token) => client.SuspendInstanceAsync(id, reason, token), cancellationToken);

    /// <summary>
    /// <c>POST /api/system/orchestrations/{id}/resume</c>: lets a suspended orchestration go on. 202, or 409 when it is not suspended.
    /// </summary>
    [Function(nameof(ResumeOrchestration))]
    [Takes(typeof(OrchestrationReason), IsOptional = true)]
    [Answers(StatusCodes.Status202Accepted, typeof(OrchestrationReport), Errors = "404,409")]
    public Task<IResult> ResumeOrchestration(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/system/orchestrations/{id}/resume")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => TellAsync(
            request, client, id, found => found.RuntimeStatus == OrchestrationRuntimeStatus.Suspended,
            "only one that is suspended can be resumed",
            (reason, token) => client.ResumeInstanceAsync(id, reason, token), cancellationToken);

    /// <summary>
    /// <c>POST /api/system/orchestrations/{id}/terminate</c>: ends an orchestration at once with those that it began, without its own
    /// clean-up; jobs and backfills are better cancelled. 202, or 409 when it has ended.
    /// </summary>
    [Function(nameof(TerminateOrchestration))]
    [Takes(typeof(OrchestrationReason), IsOptional = true)]
    [Answers(StatusCodes.Status202Accepted, typeof(OrchestrationReport), Errors = "404,409")]
    public Task<IResult> TerminateOrchestration(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/system/orchestrations/{id}/terminate")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => TellAsync(
            request, client, id, found => !found.IsCompleted,
            "only one that has not ended can be terminated",
            (reason, token) => client.TerminateInstanceAsync(id, new TerminateInstanceOptions(reason, Recursive: true), token),
            cancellationToken);

    /// <summary>
    /// <c>POST /api/system/orchestrations/{id}/restart</c>: runs an ended orchestration again under its identity with its last input. 202,
    /// or 409 when it has not ended. A job that is over stays over: it is resumed or cloned instead.
    /// </summary>
    [Function(nameof(RestartOrchestration))]
    [Answers(StatusCodes.Status202Accepted, typeof(OrchestrationReport), Errors = "404,409")]
    public Task<IResult> RestartOrchestration(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/system/orchestrations/{id}/restart")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => TellAsync(
            client, id, found => found.IsCompleted, "only one that has ended can be restarted",
            token => client.RestartAsync(id, restartWithNewInstanceId: false, token), cancellationToken);

    /// <summary>
    /// <c>DELETE /api/system/orchestrations/{id}</c>: forgets an ended orchestration with its history and those that it began. 204, or 409
    /// when it has not ended.
    /// </summary>
    [Function(nameof(PurgeOrchestration))]
    [Answers(StatusCodes.Status204NoContent, Errors = "404,409")]
    public async Task<IResult> PurgeOrchestration(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/system/orchestrations/{id}")] HttpRequest request,
        string id,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        if (await client.FindInstanceAsync(id, cancellationToken) is not { } found)
        {
            return OrchestrationQueries.NoSuch(id);
        }

        if (!found.IsCompleted)
        {
            return Conflict(found, "only one that has ended can be purged; terminate it first");
        }

        await client.TryPurgeAsync(id, cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> TellAsync(
        HttpRequest request, DurableTaskClient client, string id, Predicate<OrchestrationMetadata> isPossible, string rule,
        Func<string, CancellationToken, Task> tell, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var body = await JsonBody.ReadOptionalAsync<OrchestrationReason>(request, errors, cancellationToken);
        if (body?.Reason?.Length > OrchestrationReason.Longest)
        {
            errors.Add("reason", $"has {body.Reason.Length} characters; allowed are {OrchestrationReason.Longest}");
        }

        return errors.IsEmpty
            ? await TellAsync(
                client, id, isPossible, rule, token => tell(string.IsNullOrWhiteSpace(body?.Reason) ? Unsaid : body.Reason, token),
                cancellationToken)
            : Problems.Invalid(errors);
    }

    private static async Task<IResult> TellAsync(
        DurableTaskClient client, string id, Predicate<OrchestrationMetadata> isPossible, string rule,
        Func<CancellationToken, Task> tell, CancellationToken cancellationToken)
    {
        if (await client.FindInstanceAsync(id, cancellationToken) is not { } found)
        {
            return OrchestrationQueries.NoSuch(id);
        }

        if (!isPossible(found))
        {
            return Conflict(found, rule);
        }

        try
        {
            var isDone = await OrchestrationSteering.TryAsync(client, id, tell, cancellationToken);
            var now = await client.FindInstanceAsync(id, cancellationToken) ?? found;
            return isDone
                ? Results.Json(OrchestrationReport.Read(now), TradJson.Options, statusCode: StatusCodes.Status202Accepted)
                : Conflict(now, $"{rule}, and it changed at this moment");
        }
        catch (Exception missing) when (HostLimits.IsMissing(missing))
        {
            return HostLimits.Problem("do this to orchestrations");
        }
    }

    private static IResult Conflict(OrchestrationMetadata found, string rule) => Problems.Problem(
        StatusCodes.Status409Conflict, "The orchestration is in another state",
        $"The orchestration '{found.InstanceId}' is {OrchestrationReport.StatusOf(found)}; {rule}.");
}
