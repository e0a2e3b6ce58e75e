using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Trad.Training;

namespace Trad.Functions.Api;

/// <summary>Answers with a problem (RFC 9457) that names the request's trace, so that whoever tells of it can be helped.</summary>
/// <param name="problem">The problem; its status is the answer's.</param>
internal sealed class ProblemResult(ProblemDetails problem) : IResult, IStatusCodeHttpResult
{
    /// <inheritdoc/>
    public int? StatusCode => problem.Status;

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        problem.Extensions["traceId"] = RequestTrace.Of(httpContext);

        // As what it is: one that says which fields are wrong has more to write.
        return Results.Json<object>(problem, TradJson.Options, "application/problem+json", problem.Status).ExecuteAsync(httpContext);
    }
}
