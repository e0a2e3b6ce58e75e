using System.Globalization;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Http;

namespace Trad.Functions.Api.Access;

/// <summary>How many requests one address may make in a minute.</summary>
internal sealed class RequestRate : IDisposable
{
    private const int SecondsPerMinute = 60;

    private readonly PartitionedRateLimiter<HttpContext>? _limiter;
    private readonly int _perMinute;

    /// <summary>A limit, if the rules have one.</summary>
    public RequestRate(AccessRules rules)
    {
        _perMinute = rules.RequestsPerMinute;
        if (_perMinute > 0)
        {
            _limiter = PartitionedRateLimiter.Create<HttpContext, string>(http =>
                RateLimitPartition.GetTokenBucketLimiter(http.Connection.RemoteIpAddress?.ToString() ?? "", _ => Bucket(_perMinute)));
        }
    }

    /// <summary>Takes one request off what the address may; the refusal when nothing is left.</summary>
    public IResult? Refuse(HttpContext http)
    {
        if (_limiter is null)
        {
            return null;
        }

        using var lease = _limiter.AttemptAcquire(http);
        if (lease.IsAcquired)
        {
            return null;
        }

        var wait = lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? Math.Max(1, Math.Ceiling(after.TotalSeconds)) : 1;
        http.Response.Headers.RetryAfter = wait.ToString(CultureInfo.InvariantCulture);
        return Problems.Problem(
            StatusCodes.Status429TooManyRequests,
            "Too many requests",
            $"One address may make {_perMinute} requests a minute ({AccessOptionsValidator.Setting(nameof(AccessOptions.RequestsPerMinute))}); try again after {wait} s.");
    }

    /// <inheritdoc/>
    public void Dispose() => _limiter?.Dispose();

    // A minute's worth at once, and what was used comes back evenly.
    private static TokenBucketRateLimiterOptions Bucket(int perMinute) => new()
    {
        TokenLimit = perMinute,
        TokensPerPeriod = Math.Max(1, perMinute / SecondsPerMinute),
        ReplenishmentPeriod = TimeSpan.FromSeconds(perMinute < SecondsPerMinute ? (double)SecondsPerMinute / perMinute : 1),
        AutoReplenishment = true,
    };
}
