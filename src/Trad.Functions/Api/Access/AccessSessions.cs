using Microsoft.AspNetCore.Http;

namespace Trad.Functions.Api.Access;

/// <summary>Knows callers by their key, or by the session that was opened with one.</summary>
public sealed class AccessSessions
{
    /// <summary>How a client of a function app gives its key.</summary>
    internal const string KeyHeader = "x-functions-key";

    private const string KeyParameter = "code";

    private readonly AccessRules _rules;
    private readonly TimeProvider _clock;

    internal AccessSessions(AccessRules rules, TimeProvider clock)
    {
        _rules = rules;
        _clock = clock;
    }

    /// <summary>The caller, or null when the request shows nothing that is valid.</summary>
    /// <remarks>A key that is shown counts, right or wrong, whatever session the browser has beside it.</remarks>
    internal Caller? Find(HttpRequest request) =>
        request.Headers.TryGetValue(KeyHeader, out var header) ? FindKey(header.ToString())
        : request.Query.TryGetValue(KeyParameter, out var parameter) ? FindKey(parameter.ToString())
        : SessionCookie.Read(request) is { } ticket
            && _rules.Sessions.Read(ticket, _clock.GetUtcNow()) is var (level, expires) ? new Caller(level, expires)
        : null;

    /// <summary>What a caller who was let in may do.</summary>
    internal SessionReport Describe(HttpRequest request) =>
        _rules.Mode == AccessMode.Key && Find(request) is { } caller
            ? new SessionReport(_rules.Mode, caller.Level, caller.Expires)
            : new SessionReport(_rules.Mode, AccessLevel.Write, null);

    /// <summary>Whether there are sessions: where no key is asked for, nothing would stand for it.</summary>
    internal bool HasSessions => _rules.Mode == AccessMode.Key;

    /// <summary>Opens a session with a key and gives it to the browser; null when the key is none.</summary>
    internal SessionReport? Open(HttpContext http, string key)
    {
        if (_rules.Keys.LevelOf(key) is not { } level)
        {
            return null;
        }

        var (ticket, expires) = _rules.Sessions.Issue(level, _clock.GetUtcNow());
        SessionCookie.Write(http, ticket, expires);
        return new SessionReport(_rules.Mode, level, expires);
    }

    /// <summary>Takes the session from the browser.</summary>
    internal static void Close(HttpContext http) => SessionCookie.Delete(http);

    /// <summary>401: nothing was shown that is valid.</summary>
    internal static IResult Unauthorized(HttpContext http, string detail)
    {
        http.Response.Headers.WWWAuthenticate = $"{KeyHeader} realm=\"trad\"";
        return Problems.Problem(StatusCodes.Status401Unauthorized, "Unauthorized", detail);
    }

    private Caller? FindKey(string key) => _rules.Keys.LevelOf(key) is { } level ? new Caller(level, null) : null;
}
