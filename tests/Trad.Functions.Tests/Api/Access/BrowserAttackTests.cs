using System.Net;
using System.Text.Json.Nodes;
using Trad.Functions.Api.Access;
using Trad.Testing;

namespace Trad.Functions.Tests.Api.Access;

/// <summary>What a browser sends on behalf of another site's page; the browser itself is driven in Trad.Browser.Tests.</summary>
public sealed class BrowserAttackTests(OpenApp open) : IClassFixture<OpenApp>
{
    private const string Training = """{"strategy":"liquidity-sweep","exchange":"simulated","symbol":"NOSUCH","interval":"5m"}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private GuardedApp App => open.App;

    private string Own => $"http://127.0.0.1:{App.Address.Port}";

    [Theory]
    [InlineData("evil.example")]
    [InlineData("evil.example:7071")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("localhost.evil.example")]
    [InlineData("evil.example:x")]
    [InlineData("0.0.0.0")]
    [InlineData("192.168.1.5")]
    public async Task Host_that_is_no_name_of_this_server_is_misdirected_whatever_is_asked(string host)
    {
        foreach (var (method, path) in new[] { ("GET", "/"), ("GET", "/api/health"), ("GET", "/api/training/jobs"),
            ("DELETE", "/api/training/jobs/1"), ("GET", "/nothing") })
        {
            using var answer = await App.SendAsync(method, path, null, ("Host", host));

            // What is no name at all, Kestrel refuses by itself.
            Assert.True(
                answer.StatusCode is HttpStatusCode.MisdirectedRequest || (host.EndsWith(
                    ":x", StringComparison.Ordinal) && answer.StatusCode is HttpStatusCode.BadRequest));
        }
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("LOCALHOST:1")]
    [InlineData("[::1]:7071")]
    [InlineData("127.0.0.9:80")]
    [InlineData("localhost.")]
    public async Task Host_that_is_a_loopback_name_is_answered_on_any_port(string host)
    {
        using var answer = await App.SendAsync("GET", "/api/strategies", null, ("Host", host));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("https://127.0.0.1")]
    [InlineData("http://127.0.0.1:1")]
    [InlineData("http://localhost:PORT")]
    [InlineData("null")]
    [InlineData("http://127.0.0.1:PORT.evil.example")]
    [InlineData("http://127.0.0.1:PORT/")]
    [InlineData("http://evil@127.0.0.1:PORT")]
    public async Task Change_with_a_foreign_origin_is_forbidden(string origin)
    {
        var sent = origin.Replace("PORT", $"{App.Address.Port}", StringComparison.Ordinal);
        foreach (var (method, path) in new[] { ("POST", "/api/training/jobs"), ("DELETE", "/api/training/jobs/1"),
            ("PATCH", "/api/assets/x"), ("POST", "/nothing") })
        {
            using var answer = await App.SendAsync(method, path, Training, ("Origin", sent), ("Content-Type", "application/json"));

            Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
            Assert.Contains(sent, (string?)(await ReadAsync(answer))["detail"], StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("cross-site")]
    [InlineData("same-site")]
    public async Task Change_that_a_browser_says_comes_from_elsewhere_is_forbidden_also_without_an_origin(string site)
    {
        using var bare = await App.SendAsync("POST", "/api/training/jobs", Training, ("Sec-Fetch-Site", site));
        using var claimed = await App.SendAsync(
            "POST", "/api/training/jobs", Training, ("Sec-Fetch-Site", site), ("Origin", Own), ("Content-Type", "application/json"));
        using var reading = await App.SendAsync("GET", "/api/strategies", null, ("Sec-Fetch-Site", site));

        Assert.Equal(
            [HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.OK],
            [bare.StatusCode, claimed.StatusCode, reading.StatusCode]);
    }

    [Theory]
    [InlineData("text/plain")]
    [InlineData("text/plain; charset=utf-8")]
    [InlineData("Application/X-WWW-Form-Urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    public async Task Form_content_with_an_origin_is_refused_and_without_one_is_read(string type)
    {
        using var byPage = await App.SendAsync("POST", "/api/training/jobs?dryRun=true", Training, ("Origin", Own), ("Content-Type", type));
        using var byProgram = await App.SendAsync("POST", "/api/training/jobs?dryRun=true", Training, ("Content-Type", type));

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, byPage.StatusCode);
        Assert.Contains(
            type.StartsWith("multipart", StringComparison.Ordinal) ? "is a form" : "NOSUCH",
            (string?)(await ReadAsync(byProgram))["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("127.0.0.1")]
    [InlineData("localhost")]
    [InlineData("[::1]")]
    public async Task Own_page_changes_what_it_wants_by_any_loopback_name(string name)
    {
        var host = $"{name}:{App.Address.Port}";

        using var answer = await App.SendAsync(
            "POST", "/api/training/jobs?dryRun=true", Training, ("Host", host), ("Origin", $"http://{host}"),
            ("Sec-Fetch-Site", "same-origin"), ("Content-Type", "application/json"));

        Assert.Contains("NOSUCH", (string?)(await ReadAsync(answer))["detail"], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("GET", "/api/health")]
    [InlineData("GET", "/api/training/jobs/1")]
    [InlineData("GET", "/nothing/at/all")]
    [InlineData("POST", "/")]
    [InlineData("PUT", "/api/training/jobs")]
    [InlineData("POST", "/api/training/jobs")]
    [InlineData("OPTIONS", "/api/training/jobs")]
    public async Task Answer_of_any_kind_carries_the_headers_that_keep_browsers_strict(string method, string path)
    {
        using var answer = await App.SendAsync(method, path);

        string One(string name) => Assert.Single(answer.Headers.TryGetValues(name, out var values) ? values : []);
        Assert.Equal("nosniff", One("X-Content-Type-Options"));
        Assert.Equal("same-origin", One("Cross-Origin-Resource-Policy"));
        Assert.Equal("DENY", One("X-Frame-Options"));
        Assert.Equal("no-referrer", One("Referrer-Policy"));
        Assert.Contains("frame-ancestors 'none'", One("Content-Security-Policy"), StringComparison.Ordinal);
        Assert.False(answer.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public void Answers_of_the_functions_host_itself_carry_the_same_headers()
    {
        var host = JsonNode.Parse(File.ReadAllText(ProjectTree.PathTo("host.json")))!;

        Assert.Equal(
            SafetyHeaders.All.Select(header => $"{header.Name}: {header.Value}"),
            host["extensions"]!["http"]!["customHeaders"]!.AsObject().Select(header => $"{header.Key}: {header.Value}"));
    }

    private static async Task<JsonObject> ReadAsync(HttpResponseMessage answer)
    {
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!.AsObject();
    }
}
