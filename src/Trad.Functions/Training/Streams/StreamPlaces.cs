using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Trad.Functions.Api;

namespace Trad.Functions.Training.Streams;

/// <summary>The places for readers who hold a stream open; each stream takes one and gives it back.</summary>
public sealed class StreamPlaces(IOptions<StreamOptions> options) : IDisposable
{
    private const int RetrySeconds = 10;

    private readonly ConcurrencyLimiter _places =
        new(new ConcurrencyLimiterOptions { PermitLimit = options.Value.MaxConcurrent, QueueLimit = 0 });

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    /// <summary>Takes a place, if there is one; disposing what is returned gives it back.</summary>
    internal RateLimitLease Take() => _places.AttemptAcquire();

    /// <summary>503: there is no place.</summary>
    internal IResult Refuse(HttpResponse response)
    {
        response.Headers.RetryAfter = RetrySeconds.ToString(CultureInfo.InvariantCulture);
        return Problems.Problem(
            StatusCodes.Status503ServiceUnavailable,
            "Too many streams",
            $"{options.Value.MaxConcurrent} streams are open here, and no more are allowed (Trad__Streams__MaxConcurrent); try again after {RetrySeconds} s.");
    }
}
