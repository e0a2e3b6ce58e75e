using System.Net;
using Trad.Functions.Api.Access;
using Trad.Testing;

namespace Trad.Functions.Tests.Api.Access;

public sealed class RequestRateTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Requests_beyond_the_setting_are_refused_with_the_time_to_wait_also_without_a_key()
    {
        // One a minute, so that no slowness of this machine gives another.
        await using var app = await GuardedApp.StartAsync(azurite, HostPlace.Loopback, ("RequestsPerMinute", "1"), ("Key", GuardedApp.Key));

        using var first = await app.SendAsync("GET", "/api/strategies");
        using var second = await app.SendAsync("GET", "/api/strategies", null, ("x-functions-key", GuardedApp.Key));

        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.TooManyRequests], [first.StatusCode, second.StatusCode]);
        Assert.InRange(second.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Equal("application/problem+json", second.Content.Headers.ContentType?.MediaType);
    }
}
