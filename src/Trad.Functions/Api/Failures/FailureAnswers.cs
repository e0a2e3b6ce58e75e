using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Trad.Functions.Operations;
using Trad.Storage;
using Trad.Storage.Requests;

namespace Trad.Functions.Api.Failures;

/// <summary>
/// Answers every request, also one whose function fails: with a problem (RFC 9457) that says what failed, never with nothing.
/// </summary>
public sealed partial class FailureAnswers(
    IHostApplicationLifetime lifetime, IOptions<ApiOptions> api, IOptions<StorageOptions> storage, ILogger<FailureAnswers> log)
{
    // What described the answer that was not given.
    private static readonly string[] OfTheAnswer =
        ["Content-Length", "Content-Type", "Content-Disposition", "Content-Encoding", "ETag", "Location", "Cache-Control"];

    /// <summary>Lets a request be answered, within the limits that requests have, and answers it when that fails.</summary>
    public async Task AnswerAsync(HttpContext http, Func<Task> answer)
    {
        using var scope = log.BeginRequest(http.Request.Path);

        // A function may replace the token by one that also ends with the host.
        var gone = http.RequestAborted;
        StorageWait.LimitTo(TimeSpan.FromSeconds(storage.Value.RequestSeconds));
        var body = LimitedBody.Begin(http, api.Value.MaxBodyBytes);
        try
        {
            await answer();
            if (IsEmptyRefusal(http.Response))
            {
                await WriteAsync(http, Failure.Empty(http.Response.StatusCode));
            }
        }
        catch (Exception) when (gone.IsCancellationRequested)
        {
            // Nobody listens any more.
        }
        catch (Exception failure) when (http.Response.HasStarted)
        {
            if (!IsEndedByHost(failure) || !IsEventStream(http.Response))
            {
                // What was sent so far must not pass for the whole.
                LogCut(RequestTrace.Of(http), $"{http.Request.Method} {http.Request.Path}", failure);
                http.Abort();
            }
        }
        catch (Exception failure)
        {
            await WriteAsync(http, IsEndedByHost(failure) ? Failure.Stopping : Explain(http, failure));
        }

        if (body is not null)
        {
            await body.DrainAsync(gone, lifetime.ApplicationStopping);
        }
    }

    private static bool IsEmptyRefusal(HttpResponse response) =>
        response is { HasStarted: false, StatusCode: >= 400, ContentType: null, ContentLength: null or 0 };

    private static bool IsEventStream(HttpResponse response) =>
        response.ContentType?.StartsWith("text/event-stream", StringComparison.Ordinal) == true;

    private bool IsEndedByHost(Exception failure) =>
        failure is OperationCanceledException && lifetime.ApplicationStopping.IsCancellationRequested;

    private Failure Explain(HttpContext http, Exception exception)
    {
        var failure = Failure.FromException(exception, RequestTrace.Of(http), api.Value.MaxBodyBytes);
        var request = $"{http.Request.Method} {http.Request.Path}";
        if (failure.IsUnforeseen)
        {
            LogUnforeseen(RequestTrace.Of(http), request, exception);
        }
        else if (failure.IsPassing)
        {
            LogUnanswered(RequestTrace.Of(http), request, failure.Detail, exception.Message.Split('\n')[0]);
        }

        return failure;
    }

    private async Task WriteAsync(HttpContext http, Failure failure)
    {
        foreach (var header in OfTheAnswer)
        {
            http.Response.Headers.Remove(header);
        }

        if (failure.IsPassing)
        {
            http.Response.Headers.RetryAfter = api.Value.RetryAfterSeconds.ToString(CultureInfo.InvariantCulture);
        }

        await Problems.Problem(failure.Status, failure.Title, failure.Detail).ExecuteAsync(http);
    }

    [LoggerMessage(LogLevel.Error, "{Request} failed, trace {Trace}")]
    private partial void LogUnforeseen(string trace, string request, Exception exception);

    [LoggerMessage(LogLevel.Error, "{Request} broke off in its answer, trace {Trace}")]
    private partial void LogCut(string trace, string request, Exception exception);

    [LoggerMessage(LogLevel.Warning, "{Request} was answered 503: {Detail} ({Reason}), trace {Trace}")]
    private partial void LogUnanswered(string trace, string request, string detail, string reason);
}
