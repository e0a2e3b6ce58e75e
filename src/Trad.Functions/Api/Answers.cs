using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Trad.Training;
using Trad.Training.Jobs;

namespace Trad.Functions.Api;

/// <summary>Answers that many functions give.</summary>
internal static class Answers
{
    /// <summary>200 with a resource and its version, which is what it says, or 304 when the client has that version.</summary>
    public static IResult Json<T>(HttpRequest request, T resource) =>
        EntityTags.Bytes(request, JsonSerializer.SerializeToUtf8Bytes(resource, TradJson.Options), "application/json; charset=utf-8");

    /// <summary>The version of a resource that is what it says.</summary>
    public static string VersionOf<T>(T resource) => JsonSerializer.Serialize(resource, TradJson.Options);

    /// <summary>202 with a job and where it is.</summary>
    public static IResult Accepted(HttpRequest request, TrainingJob job)
    {
        request.HttpContext.Response.Headers.Location = $"/api/training/jobs/{job.Id}";
        return Results.Json(job, TradJson.Options, statusCode: StatusCodes.Status202Accepted);
    }

    /// <summary>
    /// 202 with the job that was started, 400 with what is wrong, or 422 when the idempotency key belongs to another request.
    /// </summary>
    public static async Task<IResult> StartedAsync(
        HttpRequest request, Func<CancellationToken, Task<TrainingJob?>> start, ValidationErrors errors,
        CancellationToken cancellationToken)
    {
        try
        {
            return await start(cancellationToken) is { } job ? Accepted(request, job) : Problems.Invalid(errors);
        }
        catch (IdempotencyConflictException conflict)
        {
            return Problems.Problem(StatusCodes.Status422UnprocessableEntity, "The idempotency key was used before", conflict.Message);
        }
    }

    /// <summary>A page of a list, or 400 with what is wrong with the query.</summary>
    public static async Task<IResult> ListAsync<T>(
        HttpRequest request, ValidationErrors errors, Func<Paging, CancellationToken, Task<ListPage<T>>> read,
        CancellationToken cancellationToken)
    {
        var paging = Paging.Read(request, errors);
        if (!errors.IsEmpty)
        {
            return Problems.Invalid(errors);
        }

        try
        {
            return Json(request, await read(paging, cancellationToken));
        }
        catch (FormatException wrongToken)
        {
            return Problems.Invalid("continuationToken", wrongToken.Message);
        }
    }
}
