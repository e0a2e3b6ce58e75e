using Azure;
using Azure.Identity;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trad.Candles.Stores;

namespace Trad.Functions.Tests.Api.Failures;

/// <summary>Functions that fail in every way there is.</summary>
public static class FailingFunctions
{
    /// <summary>A permit for every request that waits.</summary>
    public static SemaphoreSlim Waiting { get; } = new(0);

    /// <summary>Fails as the route says.</summary>
    [Function(nameof(Fail))]
    public static async Task<IResult> Fail(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "fail/{how}")] HttpRequest request, string how,
        CancellationToken cancellationToken)
    {
        if (how == "later")
        {
            await request.HttpContext.Response.WriteAsync("the first half", cancellationToken);
            await request.HttpContext.Response.Body.FlushAsync(cancellationToken);
        }

        return how switch
        {
            "wait" => await WaitAsync(cancellationToken),
            "result" => new FailingResult(),
            "status" => Results.StatusCode(StatusCodes.Status404NotFound),
            "refused" => throw new RequestFailedException(0, "Connection refused (127.0.0.1:1)"),
            "several" =>
                throw new AggregateException(
                    "Retry failed after 4 tries.", new RequestFailedException(0, "refused"), new RequestFailedException(503, "busy")),
            "busy" => throw new RequestFailedException(503, "busy", "ServerBusy", null),
            "key" => throw new RequestFailedException(403, "no", "AuthenticationFailed", null),
            "table" => throw new RequestFailedException(404, "no", "TableNotFound", null),
            "identity" => throw new CredentialUnavailableException("no identity"),
            "damaged" => throw new CandleStoreException("The stored candles of x cannot be read."),
            "mistake" => throw new RequestFailedException(400, "InvalidInput", "InvalidInput", null),
            _ => throw new InvalidOperationException("secret words of the library"),
        };
    }

    /// <summary>Reads whatever body there is.</summary>
    [Function(nameof(Swallow))]
    public static async Task<IResult> Swallow(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "swallow")] HttpRequest request, CancellationToken cancellationToken)
    {
        await request.Body.CopyToAsync(Stream.Null, cancellationToken);
        return Results.NoContent();
    }

    private static async Task<IResult> WaitAsync(CancellationToken cancellationToken)
    {
        Waiting.Release();
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return Results.NoContent();
    }

    private sealed class FailingResult : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.ContentType = "text/csv";
            httpContext.Response.Headers.ETag = "\"1\"";
            throw new InvalidOperationException("secret words of the library");
        }
    }
}
