using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Trad.Functions.Tests.Hosting;
using Trad.Testing;

namespace Trad.Functions.Tests.Api.Failures;

/// <summary>
/// What the server itself refuses, byte by byte: with a problem from the body on, and before that, where no middleware is asked,
/// with the status alone; the connection is closed, and the next one is answered.
/// </summary>
public sealed class ServerRefusalTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private readonly AppHost _app = new(azurite);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _app.InitializeAsync();

    [Theory]
    [InlineData("Transfer-Encoding: chunked\r\n\r\nno length\r\n{}\r\n0\r\n\r\n", 400)]
    [InlineData("Content-Length: 99999999999\r\n\r\n{}", 413)]
    public async Task Body_that_cannot_be_read_is_refused_with_a_problem(string rest, int status)
    {
        var (told, body) = await SendAsync(
            $"POST /api/backfills HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nConnection: close\r\n{rest}");

        Assert.Equal(status, told);
        var problem = JsonNode.Parse(body[body.IndexOf('{', StringComparison.Ordinal)..(body.LastIndexOf('}') + 1)])!;
        Assert.Equal(status, (int?)problem["status"]);
        Assert.NotEmpty((string)problem["detail"]!);
    }

    [Theory]
    [InlineData("hello", 400)]
    [InlineData("GET / HTTP/9.9", 505)]
    [InlineData("GET /api/health HTTP/1.1", 400)]
    [InlineData("GET /%00 HTTP/1.1\r\nHost: localhost", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nno header", 400)]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2", 400)]
    [InlineData("GET /{9000} HTTP/1.1\r\nHost: localhost", 414)]
    [InlineData("GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: {40000}", 431)]
    public async Task Request_that_no_middleware_hears_of_is_refused_by_its_status_alone_and_the_next_is_answered(string head, int status)
    {
        foreach (var length in new[] { 9_000, 40_000 })
        {
            head = head.Replace(
                string.Create(CultureInfo.InvariantCulture, $"{{{length}}}"), new string('a', length), StringComparison.Ordinal);
        }

        Assert.Equal((status, ""), await SendAsync($"{head}\r\n\r\n"));

        using var next = await _app.Http.GetAsync("api/health", Cancellation);
        Assert.True(next.IsSuccessStatusCode);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    // Sends as it stands, and reads until the server closes the connection, as it does behind every refusal.
    private async Task<(int Status, string Body)> SendAsync(string request)
    {
        using var client = new TcpClient();
        var address = _app.Http.BaseAddress!;
        await client.ConnectAsync(address.Host, address.Port, Cancellation);
        await using var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), Cancellation);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        var answer = await reader.ReadToEndAsync(Cancellation);
        var parts = answer.Split("\r\n\r\n", 2);
        Assert.Contains("Connection: close", parts[0], StringComparison.Ordinal);
        return (int.Parse(parts[0].Split(' ')[1], CultureInfo.InvariantCulture), parts[1]);
    }
}
