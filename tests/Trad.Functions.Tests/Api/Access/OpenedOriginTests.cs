using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Trad.Functions.Api.Access;
using Trad.Testing;

namespace Trad.Functions.Tests.Api.Access;

public sealed class OpenedOriginTests(AzuriteFixture azurite)
{
    private const string Notebook = "https://notebook.example.com";

    [Fact]
    public async Task Origin_in_the_settings_is_answered_with_its_name_and_may_change_things_and_others_are_not()
    {
        await using var app = await GuardedApp.StartAsync(azurite, HostPlace.Loopback, ("Origins", $"{Notebook}, http://localhost:8888"));

        using var preflight = await app.SendAsync(
            "OPTIONS", "/api/assets/x", null, ("Origin", Notebook), ("Access-Control-Request-Method", "DELETE"),
            ("Access-Control-Request-Headers", "if-match,x-functions-key"));
        using var reading = await app.SendAsync(
            "GET", "/api/strategies", null, ("Origin", "http://localhost:8888"), ("Sec-Fetch-Site", "same-site"));
        using var missing = await app.SendAsync("DELETE", "/api/assets/x", null, ("Origin", Notebook), ("Sec-Fetch-Site", "cross-site"));
        using var form = await app.SendAsync("POST", "/api/training/jobs", "{}", ("Origin", Notebook), ("Content-Type", "text/plain"));
        using var foreign = await app.SendAsync(
            "OPTIONS", "/api/assets/x", null, ("Origin", "https://notebook.example.com.evil.example"),
            ("Access-Control-Request-Method", "DELETE"));
        using var http = await app.SendAsync("GET", "/api/strategies", null, ("Origin", "http://notebook.example.com"));

        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
        Assert.Equal(Notebook, Header(preflight, "Access-Control-Allow-Origin"));
        Assert.Contains("DELETE", Header(preflight, "Access-Control-Allow-Methods"), StringComparison.Ordinal);
        Assert.Contains("x-functions-key", Header(preflight, "Access-Control-Allow-Headers"), StringComparison.OrdinalIgnoreCase);
        Assert.Equal("http://localhost:8888", Header(reading, "Access-Control-Allow-Origin"));
        Assert.Equal("true", Header(reading, "Access-Control-Allow-Credentials"));
        Assert.Equal("Origin", Header(reading, "Vary"));
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Equal(Notebook, Header(missing, "Access-Control-Allow-Origin"));
        Assert.Equal(HttpStatusCode.UnsupportedMediaType, form.StatusCode);
        Assert.NotEqual(HttpStatusCode.NoContent, foreign.StatusCode);
        Assert.Null(Header(foreign, "Access-Control-Allow-Origin"));
        Assert.Null(Header(http, "Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Preflight_needs_no_key_and_what_follows_it_does()
    {
        await using var app = await GuardedApp.StartAsync(azurite, HostPlace.Loopback, ("Origins", Notebook), ("Key", GuardedApp.Key));

        using var preflight = await app.SendAsync(
            "OPTIONS", "/api/training/jobs", null, ("Origin", Notebook), ("Access-Control-Request-Method", "POST"));
        using var without = await app.SendAsync("GET", "/api/training/jobs", null, ("Origin", Notebook));
        using var with = await app.SendAsync("GET", "/api/training/jobs", null, ("Origin", Notebook), ("x-functions-key", GuardedApp.Key));

        Assert.Equal(
            [HttpStatusCode.NoContent, HttpStatusCode.Unauthorized, HttpStatusCode.OK],
            [preflight.StatusCode, without.StatusCode, with.StatusCode]);
        Assert.Equal(Notebook, Header(without, "Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("Origins", "*")]
    [InlineData("Origins", "https://notebook.example.com/")]
    [InlineData("Origins", "notebook.example.com")]
    [InlineData("Origins", "https://*.example.com")]
    [InlineData("Hosts", "https://trad.example.com")]
    [InlineData("Hosts", "trad.example.com/x")]
    [InlineData("Key", "short")]
    [InlineData("ReadKey", "read-without-a-key-to-write")]
    [InlineData("KeyFile", "/nowhere/key")]
    [InlineData("SessionHours", "0")]
    public async Task Setting_that_is_wrong_stops_the_start_and_is_named(string name, string value)
    {
        var refused = await Assert.ThrowsAsync<Microsoft.Extensions.Options.OptionsValidationException>(
            async () => await GuardedApp.StartAsync(azurite, HostPlace.Internet, (name, value)));

        Assert.Contains(name.Replace("KeyFile", "Key", StringComparison.Ordinal), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_in_the_settings_and_the_platform_are_names_of_this_server()
    {
        await using var app = await GuardedApp.StartAsync(
            azurite, HostPlace.Internet, ("Key", GuardedApp.Key), ("Hosts", "trad.example.com,[2001:db8::1]:8443"),
            ("WEBSITE_HOSTNAME", "func-trad.azurewebsites.net"));

        foreach (var (host, isOurs) in new[]
        {
            ("func-trad.azurewebsites.net", true), ("FUNC-trad.azurewebsites.net:443", true), ("trad.example.com", true),
            ("trad.example.com:8443", true),
            ("[2001:db8::1]:8443", true), ("[2001:db8::1]", false), ("other.azurewebsites.net", false), ("localhost:7071", true),
        })
        {
            using var answer = await app.SendAsync("GET", "/api/health", null, ("Host", host));

            Assert.True(
                answer.StatusCode == (isOurs ? HttpStatusCode.OK : HttpStatusCode.MisdirectedRequest), $"{host}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Host_that_was_made_to_listen_elsewhere_without_saying_so_answers_other_machines_nothing()
    {
        // As a setting of the web server may do it, behind the back of the one that checks for a key.
        var machine = NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(each => each.GetIPProperties().UnicastAddresses)
            .Select(each => each.Address)
            .FirstOrDefault(each => each.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(each));
        Assert.SkipWhen(machine is null, "This machine has no address but loopback.");
        await using var app = await GuardedApp.StartAsync(azurite, HostPlace.Loopback, IPAddress.Any);

        using var own = await app.SendAsync("GET", "/api/strategies");
        using var strange = await app.SendAsync("GET", $"http://{machine}:{app.Address.Port}/api/strategies", null, ("Host", "localhost"));

        Assert.Equal([HttpStatusCode.OK, HttpStatusCode.Forbidden], [own.StatusCode, strange.StatusCode]);
    }

    private static string? Header(HttpResponseMessage answer, string name) =>
        answer.Headers.TryGetValues(name, out var values) ? string.Join(", ", values) : null;
}
