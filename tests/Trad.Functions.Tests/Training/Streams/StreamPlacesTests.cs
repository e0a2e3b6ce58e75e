using System.Net;
using Trad.Functions.Api.Access;
using Trad.Functions.Tests.Api.Access;
using Trad.Testing;

namespace Trad.Functions.Tests.Training.Streams;

public sealed class StreamPlacesTests(AzuriteFixture azurite)
{
    [Fact]
    public async Task Stream_beyond_the_setting_is_told_to_come_back_and_gets_the_place_of_one_that_is_closed()
    {
        await using var app = await GuardedApp.StartAsync(azurite, HostPlace.Loopback, ("Trad:Streams:MaxConcurrent", "1"));

        using (var first = await app.SendAsync("GET", "/api/training/events"))
        {
            using var second = await app.SendAsync("GET", "/api/training/events");

            Assert.Equal(HttpStatusCode.OK, first.StatusCode);
            Assert.Equal(HttpStatusCode.ServiceUnavailable, second.StatusCode);
            Assert.True(second.Headers.RetryAfter!.Delta > TimeSpan.Zero);
            Assert.Equal("application/problem+json", second.Content.Headers.ContentType?.MediaType);
        }

        HttpResponseMessage again;
        while ((again = await app.SendAsync("GET", "/api/training/events")).StatusCode != HttpStatusCode.OK)
        {
            again.Dispose();
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        again.Dispose();
    }
}
