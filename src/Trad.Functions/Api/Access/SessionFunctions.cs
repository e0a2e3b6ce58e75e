using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trad.Functions.Api.OpenApi;
using Trad.Training;

namespace Trad.Functions.Api.Access;

/// <summary>Sessions of the dashboard over HTTP: a key is entered once, and a cookie stands for it from then on.</summary>
public sealed class SessionFunctions(AccessSessions sessions)
{
    /// <summary><c>GET /api/session</c>: what this caller may do.</summary>
    [Function(nameof(GetSession))]
    [Answers(StatusCodes.Status200OK, typeof(SessionReport))]
    public IResult GetSession([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/session")] HttpRequest request) =>
        Results.Json(sessions.Describe(request), TradJson.Options);

    /// <summary><c>POST /api/session</c>: opens a session with a key; the answer sets its cookie. 401 when the key is none.</summary>
    [Function(nameof(OpenSession))]
    [Access(AccessLevel.Anyone)]
    [Takes(typeof(SessionRequest))]
    [Answers(StatusCodes.Status200OK, typeof(SessionReport))]
    public async Task<IResult> OpenSession(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/session")] HttpRequest request, CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var given = await JsonBody.ReadAsync<SessionRequest>(request, errors, cancellationToken);
        if (given is { Key.Length: 0 or > SessionRequest.LongestKey })
        {
            errors.Add("key", $"has {given.Key.Length:N0} characters; allowed are 1 to {SessionRequest.LongestKey:N0}");
        }
        else if (given is not null && !sessions.HasSessions)
        {
            errors.Add("key", "is not asked for by this server, so there are no sessions");
        }

        if (!errors.IsEmpty)
        {
            return Problems.Invalid(errors);
        }

        return sessions.Open(request.HttpContext, given!.Key) is { } opened
            ? Results.Json(opened, TradJson.Options)
            : AccessSessions.Unauthorized(request.HttpContext, "This is no key of this server.");
    }

    /// <summary><c>DELETE /api/session</c>: ends this browser's session.</summary>
    [Function(nameof(CloseSession))]
    [Access(AccessLevel.Read)]
    [Answers(StatusCodes.Status204NoContent)]
    public IResult CloseSession([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/session")] HttpRequest request)
    {
        AccessSessions.Close(request.HttpContext);
        return Results.NoContent();
    }
}
