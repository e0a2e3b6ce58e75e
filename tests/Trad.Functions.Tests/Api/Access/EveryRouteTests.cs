using System.Net;
using System.Text.RegularExpressions;
using Trad.Functions.Api.Access;
using Trad.LocalRuntime.Hosting;
using Trad.Testing;

namespace Trad.Functions.Tests.Api.Access;

/// <summary>Every route of the app, as its host found them, so that one that is added is walked as well.</summary>
public sealed partial class EveryRouteTests(AzuriteFixture azurite)
{
    // What is open to everybody: whether it lives, and the place where a key is shown.
    private static readonly string[] Open = ["GetHealth", "OpenSession"];

    private static readonly (string Name, string Value)[] Keys = [("Key", GuardedApp.Key), ("ReadKey", GuardedApp.ReadKey)];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Route_without_a_key_is_refused_and_only_health_is_open()
    {
        await using var app = await GuardedApp.StartAsync(azurite, HostPlace.Internet, Keys);

        var refused = 0;
        foreach (var (function, method, path) in Routes(app.Functions))
        {
            using var answer = await app.SendAsync(method, path, method == "GET" ? null : """{"key":"no key of this server"}""");
            if (function == "GetHealth")
            {
                Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
                continue;
            }

            Assert.True(answer.StatusCode == HttpStatusCode.Unauthorized, $"{method} {path}: {answer.StatusCode}");
            Assert.Equal(
                function == "GetDashboard" ? "text/html" : "application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            refused++;
        }

        Assert.True(refused >= 47, $"only {refused} routes");
    }

    [Fact]
    public async Task Route_with_a_wrong_key_is_refused()
    {
        await using var app = await GuardedApp.StartAsync(azurite, HostPlace.Loopback, Keys);

        foreach (var (function, method, path) in Routes(app.Functions).Where(route => !Open.Contains(route.Function)))
        {
            using var byHeader = await app.SendAsync(method, path, null, ("x-functions-key", GuardedApp.Key + "x"));
            using var byQuery = await app.SendAsync(method, $"{path}?code={GuardedApp.Key[..^1]}");
            using var byCookie = await app.SendAsync(method, path, null, ("Cookie", $"trad-session-{app.Address.Port}=w.9999999999.AAAA"));

            Assert.All(
                [byHeader, byQuery, byCookie],
                answer => Assert.True(
                    answer.StatusCode == HttpStatusCode.Unauthorized, $"{function} {method} {path}: {answer.StatusCode}"));
        }
    }

    [Fact]
    public async Task Read_key_reads_every_route_and_writes_none()
    {
        await using var app = await GuardedApp.StartAsync(azurite, HostPlace.Internet, Keys);

        foreach (var (function, method, path) in Routes(app.Functions).Where(route => !Open.Contains(route.Function)))
        {
            using var answer = await app.SendAsync(method, path, null, ("x-functions-key", GuardedApp.ReadKey));
            var isReading = method is "GET" or "HEAD" || function == "CloseSession";
            Assert.True(
                isReading
                    ? answer.StatusCode is not (HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
                    : answer.StatusCode == HttpStatusCode.Forbidden,
                $"{method} {path}: {answer.StatusCode}");
        }
    }

    [Fact]
    public async Task Write_key_is_let_in_everywhere()
    {
        await using var app = await GuardedApp.StartAsync(azurite, HostPlace.Internet, Keys);

        foreach (var (_, method, path) in Routes(app.Functions))
        {
            using var byHeader = await app.SendAsync(method, path, null, ("x-functions-key", GuardedApp.Key));
            using var byQuery = await app.SendAsync(method, $"{path}?code={GuardedApp.Key}");

            Assert.All([byHeader, byQuery], answer => Assert.False(
                answer.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden && path != "/api/session",
                $"{method} {path}: {answer.StatusCode}"));
        }
    }

    [Fact]
    public async Task Route_on_the_internet_without_any_key_set_says_which_setting_is_missing()
    {
        await using var app = await GuardedApp.StartAsync(azurite, HostPlace.Internet);

        foreach (var (function, method, path) in Routes(app.Functions).Where(route => !Open.Contains(route.Function)))
        {
            using var answer = await app.SendAsync(method, path, null, ("x-functions-key", ""));

            Assert.True(answer.StatusCode == HttpStatusCode.ServiceUnavailable, $"{function} {method} {path}: {answer.StatusCode}");
            Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
            Assert.True(
                method == "HEAD" || (await answer.Content.ReadAsStringAsync(Cancellation)).Contains(
                    "Trad__Access__Key", StringComparison.Ordinal));
        }

        using var health = await app.SendAsync("GET", "/api/health");
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
    }

    [Fact]
    public async Task Route_under_entra_is_refused_without_a_principal_that_the_platform_vouches_for()
    {
        await using var forgeable = await GuardedApp.StartAsync(azurite, HostPlace.Internet, ("Mode", "entra"), ("Key", GuardedApp.Key));
        await using var app = await GuardedApp.StartAsync(
            azurite, HostPlace.Internet, ("Mode", "entra"), ("Key", GuardedApp.Key), ("WEBSITE_AUTH_ENABLED", "True"));

        foreach (var (_, method, path) in Routes(app.Functions).Where(route => !Open.Contains(route.Function)))
        {
            using var forged = await forgeable.SendAsync(method, path, null, ("X-MS-CLIENT-PRINCIPAL-ID", "me"));
            using var anonymous = await app.SendAsync(method, path);
            using var byKey = await app.SendAsync(method, path, null, ("x-functions-key", GuardedApp.Key));
            using var known = await app.SendAsync(method, path, null, ("X-MS-CLIENT-PRINCIPAL-ID", "5d0c"));

            Assert.Equal(HttpStatusCode.ServiceUnavailable, forged.StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, anonymous.StatusCode);
            Assert.Equal(HttpStatusCode.Unauthorized, byKey.StatusCode);
            Assert.NotEqual(HttpStatusCode.Unauthorized, known.StatusCode);
        }
    }

    // A path for each method of each HTTP function; parameters are ids that nothing has.
    private static IEnumerable<(string Function, string Method, string Path)> Routes(IReadOnlyList<FunctionDescription> functions) =>
        functions.Where(function => function.Trigger == "httpTrigger").SelectMany(function =>
            (function.Methods.Count == 0 ? ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"] : function.Methods).Select(method =>
                (function.Name, method, "/" + Parameter().Replace(
                    function.Route!, match => match.Value.Contains("maxlength(0)", StringComparison.Ordinal) ? "" : "nosuch"))));

    [GeneratedRegex(@"\{[^}]*\}")]
    private static partial Regex Parameter();
}
