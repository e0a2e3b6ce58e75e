using System.Net;
using System.Text.RegularExpressions;
using Trad.EndToEnd.Tests.Hosting;

namespace Trad.EndToEnd.Tests.Dashboard;

public sealed partial class ServingTests(ServingHost host) : IClassFixture<ServingHost>
{
    [Fact]
    public async Task Root_answers_the_page_with_a_strict_content_security_policy()
    {
        using var response = await GetAsync("/");

        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html", response.Content.Headers.ContentType!.MediaType);
        Assert.Contains("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("http", policy, StringComparison.Ordinal);
        Assert.True(response.Headers.CacheControl!.NoCache);
    }

    [Fact]
    public async Task Root_answers_HEAD_with_the_headers_of_the_page_and_refuses_what_it_does_not_take()
    {
        using var page = await GetAsync("/");
        using var head = await host.Http.SendAsync(new HttpRequestMessage(HttpMethod.Head, "/"), TestContext.Current.CancellationToken);
        using var post = await host.Http.PostAsync("/", null, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, page.Headers.ETag), (head.StatusCode, head.Headers.ETag));
        Assert.Equal(page.Content.Headers.ContentLength, head.Content.Headers.ContentLength);
        Assert.Empty(await head.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, post.StatusCode);
        Assert.Equal(["GET", "HEAD"], post.Content.Headers.Allow);
    }

    [Fact]
    public async Task Root_unchanged_answers_304_without_a_body()
    {
        using var first = await GetAsync("/");
        using var again = await GetAsync("/", ("If-None-Match", first.Headers.ETag!.ToString()));

        Assert.Equal(HttpStatusCode.NotModified, again.StatusCode);
        Assert.Empty(await again.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Named_file_may_be_kept_for_ever_and_comes_compressed()
    {
        using var page = await GetAsync("/");
        var script = ScriptAddress().Match(await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Value;

        using var plain = await GetAsync(script);
        using var brotli = await GetAsync(script, ("Accept-Encoding", "br"));
        using var gzip = await GetAsync(script, ("Accept-Encoding", "gzip"));

        Assert.Equal("public, max-age=31536000, immutable", plain.Headers.GetValues("Cache-Control").Single());
        Assert.Equal("text/javascript", plain.Content.Headers.ContentType!.MediaType);
        Assert.Equal("nosniff", plain.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("Accept-Encoding", plain.Headers.Vary);
        Assert.Equal("br", brotli.Content.Headers.ContentEncoding.Single());
        Assert.Equal("gzip", gzip.Content.Headers.ContentEncoding.Single());
        Assert.True(await LengthAsync(brotli) < await LengthAsync(plain) / 2);
    }

    [Theory]
    [InlineData("dashboard/app.js")]
    [InlineData("dashboard/app-0000000000.js")]
    [InlineData("dashboard/index.html")]
    [InlineData("dashboard/..%2Findex.html")]
    public async Task Unknown_file_answers_404_with_problem_details(string path)
    {
        using var response = await GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType!.MediaType);
    }

    private static async Task<int> LengthAsync(HttpResponseMessage response) =>
        (await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken)).Length;

    private async Task<HttpResponseMessage> GetAsync(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }

        return await host.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    [GeneratedRegex(@"dashboard/app-[0-9a-f]{10}\.js")]
    private static partial Regex ScriptAddress();
}
