using System.Net;
using System.Text.Json.Nodes;
using Trad.Functions.Api.Access;
using Trad.Testing;

namespace Trad.Functions.Tests.Api.Access;

public sealed class SessionTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset Now = new(2025, 6, 1, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Session_stands_for_the_key_that_opened_it_until_it_is_closed()
    {
        await using var app = await GuardedApp.StartAsync(
            azurite, HostPlace.Loopback, ("Key", GuardedApp.Key), ("ReadKey", GuardedApp.ReadKey));

        var write = await OpenAsync(app, GuardedApp.Key);
        var read = await OpenAsync(app, GuardedApp.ReadKey);
        using var written = await app.SendAsync("POST", "/api/training/jobs/cleanup", null, ("Cookie", write));
        using var looked = await app.SendAsync("GET", "/api/session", null, ("Cookie", read));
        using var refused = await app.SendAsync("POST", "/api/training/jobs/cleanup", null, ("Cookie", read));
        using var closed = await app.SendAsync("DELETE", "/api/session", null, ("Cookie", read));

        Assert.Equal(HttpStatusCode.OK, written.StatusCode);
        Assert.Equal("read", (string?)JsonNode.Parse(await looked.Content.ReadAsStringAsync(Cancellation))!["access"]);
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, closed.StatusCode);
        Assert.Contains("expires=Thu, 01 Jan 1970", Assert.Single(closed.Headers.GetValues("Set-Cookie")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http", false)]
    [InlineData("https", true)]
    public async Task Cookie_is_kept_from_scripts_from_other_sites_and_from_plain_text(string scheme, bool isSecure)
    {
        await using var app = await GuardedApp.StartAsync(
            azurite, HostPlace.Loopback, ("Key", GuardedApp.Key), ("Hosts", "trad.example.com"));

        using var opened = await app.SendAsync(
            "POST", "/api/session", $$"""{"key":"{{GuardedApp.Key}}"}""", ("Content-Type", "application/json"),
            ("Host", "trad.example.com"), ("Origin", $"{scheme}://trad.example.com"));

        var cookie = Assert.Single(opened.Headers.GetValues("Set-Cookie")).ToLowerInvariant();
        Assert.StartsWith("trad-session=w.", cookie, StringComparison.Ordinal);
        Assert.Contains("; httponly", cookie, StringComparison.Ordinal);
        Assert.Contains("; samesite=strict", cookie, StringComparison.Ordinal);
        Assert.Equal(isSecure, cookie.Contains("; secure", StringComparison.Ordinal));
        Assert.DoesNotContain(GuardedApp.Key, cookie, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_without_a_session_is_the_form_for_the_key_and_runs_nothing_else()
    {
        await using var app = await GuardedApp.StartAsync(azurite, HostPlace.Loopback, ("Key", GuardedApp.Key));

        using var page = await app.SendAsync("GET", "/", null, ("Accept", "text/html"));

        Assert.Equal(HttpStatusCode.Unauthorized, page.StatusCode);
        Assert.Contains("Enter this server’s access key", await page.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        var policy = Assert.Single(page.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'; script-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
    }

    [Fact]
    public void Ticket_changed_anywhere_or_too_old_or_of_another_key_is_none()
    {
        var tickets = new SessionTickets(GuardedApp.Key, GuardedApp.ReadKey, TimeSpan.FromHours(1));
        var (ticket, expires) = tickets.Issue(AccessLevel.Read, Now);

        Assert.Equal((AccessLevel.Read, expires), tickets.Read(ticket, Now));
        Assert.Equal(Now.AddHours(1), expires);
        Assert.NotNull(tickets.Read(ticket, expires.AddSeconds(-1)));
        Assert.Null(tickets.Read(ticket, expires));
        Assert.Null(new SessionTickets(GuardedApp.Key, GuardedApp.ReadKey + "x", TimeSpan.FromHours(1)).Read(ticket, Now));
        Assert.Null(new SessionTickets(GuardedApp.Key, null, TimeSpan.FromHours(1)).Read(ticket, Now));
        Assert.Null(tickets.Read("w" + ticket[1..], Now));
        for (var i = 0; i < ticket.Length; i++)
        {
            foreach (var other in "w.9A-")
            {
                var changed = ticket[..i] + other + ticket[(i + 1)..];

                // The last digit of a signature has bits that mean nothing.
                Assert.True(changed == ticket || i == ticket.Length - 1 || tickets.Read(changed, Now) is null, changed);
            }

            Assert.Null(tickets.Read(ticket[..i], Now));
        }
    }

    [Fact]
    public async Task Key_from_a_file_counts_and_a_changed_one_ends_its_sessions()
    {
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, $"{GuardedApp.Key}\n", Cancellation);
        string cookie;
        await using (var app = await GuardedApp.StartAsync(azurite, HostPlace.Loopback, ("KeyFile", file)))
        {
            cookie = await OpenAsync(app, GuardedApp.Key);
            using var let = await app.SendAsync("GET", "/api/strategies", null, ("Cookie", cookie));
            Assert.Equal(HttpStatusCode.OK, let.StatusCode);
        }

        await File.WriteAllTextAsync(file, $"{GuardedApp.Key}-changed\n", Cancellation);
        await using var again = await GuardedApp.StartAsync(azurite, HostPlace.Loopback, ("KeyFile", file));
        using var refused = await again.SendAsync(
            "GET", "/api/strategies", null, ("Cookie", $"trad-session-{again.Address.Port}={cookie.Split('=')[1]}"));

        Assert.Equal(HttpStatusCode.Unauthorized, refused.StatusCode);
        File.Delete(file);
    }

    private static async Task<string> OpenAsync(GuardedApp app, string key)
    {
        using var opened = await app.SendAsync("POST", "/api/session", $$"""{"key":"{{key}}"}""");
        Assert.Equal(HttpStatusCode.OK, opened.StatusCode);
        return Assert.Single(opened.Headers.GetValues("Set-Cookie")).Split(';')[0];
    }
}
