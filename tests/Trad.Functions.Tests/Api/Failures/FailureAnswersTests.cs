using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Trad.Functions.Tests.Hosting;
using Trad.Testing;

namespace Trad.Functions.Tests.Api.Failures;

/// <summary>What somebody is told whose request fails, whatever failed.</summary>
public sealed class FailureAnswersTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private const int MaxBody = 300_000;

    private readonly AppHost _app = new(azurite);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _app.Settings["Trad:Api:MaxBodyBytes"] = $"{MaxBody}";
        _app.OtherFunctions.Add(typeof(FailingFunctions));
        return _app.InitializeAsync();
    }

    [Theory]
    [InlineData("refused", 503, "does not answer")]
    [InlineData("several", 503, "does not answer")]
    [InlineData("busy", 503, "answered 503 ServerBusy")]
    [InlineData("key", 503, "answered 403 AuthenticationFailed")]
    [InlineData("table", 503, "answered 404 TableNotFound")]
    [InlineData("identity", 503, "no identity")]
    [InlineData("damaged", 409, "The stored candles of x cannot be read.")]
    [InlineData("mistake", 500, "trace")]
    [InlineData("otherwise", 500, "trace")]
    [InlineData("result", 500, "trace")]
    [InlineData("status", 404, "/api/openapi.json")]
    public async Task A_failing_function_is_answered_with_a_problem_that_says_what_failed(string how, int status, string detail)
    {
        using var answer = await _app.Http.GetAsync($"fail/{how}", Cancellation);
        var problem = await ReadProblemAsync(answer, status);
        Assert.Contains(detail, (string?)problem["detail"], StringComparison.Ordinal);
        Assert.DoesNotContain("secret", problem.ToJsonString(), StringComparison.Ordinal);
        Assert.False(string.IsNullOrEmpty((string?)problem["traceId"]));
        Assert.Equal(status == 503, answer.Headers.RetryAfter?.Delta is not null);
        Assert.Null(answer.Headers.ETag);
    }

    [Theory]
    [InlineData("GET", "api/nothing", 404)]
    [InlineData("GET", "api/training/jobs/nobody", 404)]
    [InlineData("GET", "api/candles", 400)]
    [InlineData("GET", "api/health?wrong=1", 400)]
    [InlineData("PUT", "api/health", 405)]
    [InlineData("POST", "", 405)]
    public async Task Every_problem_names_the_trace_of_its_request(string method, string path, int status)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        using var answer = await _app.Http.SendAsync(request, Cancellation);

        Assert.False(string.IsNullOrEmpty((string?)(await ReadProblemAsync(answer, status))["traceId"]));
    }

    [Fact]
    public async Task An_answer_that_breaks_off_does_not_pass_for_the_whole() =>
        await Assert.ThrowsAsync<HttpRequestException>(() => _app.Http.GetStringAsync("fail/later", Cancellation));

    [Fact]
    public async Task A_path_that_nobody_answers_is_a_problem()
    {
        using var answer = await _app.Http.GetAsync("no/such/path", Cancellation);
        await ReadProblemAsync(answer, 404);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_body_over_the_limit_is_413_and_names_it_whether_its_length_is_told_or_not(bool isChunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "swallow") { Content = new ByteArrayContent(new byte[MaxBody + 1]) };
        request.Headers.TransferEncodingChunked = isChunked;
        using var answer = await _app.Http.SendAsync(request, Cancellation);
        Assert.Contains($"{MaxBody} bytes", (string?)(await ReadProblemAsync(answer, 413))["detail"], StringComparison.Ordinal);
    }

    /// <summary>More than the buffers of a connection hold, from clients that read nothing before they have sent all.</summary>
    [Theory]
    [InlineData("swallow", 413)]
    [InlineData("api/candles/import?exchange=binance&symbol=BTCUSDT&interval=5m", 413)]
    [InlineData("api/candles/import?exchnge=binance", 400)]
    [InlineData("api/training/jobs", 413)]
    [InlineData("no/such/path", 404)]
    public async Task A_refusal_reaches_a_client_that_sends_all_of_a_large_body_first(string path, int status)
    {
        const int Length = 24_000_000;
        using var client = await ConnectAsync();
        await using var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes($"POST /{path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {Length}\r\n\r\n"), Cancellation);
        await stream.WriteAsync(new byte[Length], Cancellation);

        using var reader = new StreamReader(stream);
        Assert.StartsWith($"HTTP/1.1 {status} ", await reader.ReadLineAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_client_that_asks_for_leave_is_refused_at_once_and_sends_nothing(bool isOverLimit)
    {
        using var client = await ConnectAsync();
        await using var stream = client.GetStream();
        await stream.WriteAsync(
            Encoding.ASCII.GetBytes(
                $"POST /{(isOverLimit ? "swallow" : "no/such/path")} HTTP/1.1\r\nHost: 127.0.0.1\r\n" +
                $"Expect: 100-continue\r\nContent-Length: {(isOverLimit ? MaxBody + 1 : MaxBody)}\r\n\r\n"),
            Cancellation);

        using var reader = new StreamReader(stream);
        Assert.StartsWith(
            $"HTTP/1.1 {(isOverLimit ? 413 : 404)} ", await reader.ReadLineAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_goes_on_sending_to_a_refusal_does_not_keep_the_host_from_stopping()
    {
        using var client = await ConnectAsync();
        await using var stream = client.GetStream();
        await stream.WriteAsync(
            "POST /no/such/path HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 9000000000\r\n\r\n"u8.ToArray(), Cancellation);
        using var reader = new StreamReader(stream, leaveOpen: true);
        Assert.StartsWith("HTTP/1.1 404 ", await reader.ReadLineAsync(Cancellation), StringComparison.Ordinal);

        // The server's own drain would go on for five seconds, and that of a refusal for two minutes.
        var stopping = _app.StopAsync();
        await Assert.ThrowsAnyAsync<IOException>(async () =>
        {
            while (!Cancellation.IsCancellationRequested)
            {
                await stream.WriteAsync(new byte[1000], Cancellation);
            }
        });
        await stopping;
    }

    [Fact]
    public async Task A_body_of_the_limit_is_taken()
    {
        using var answer = await _app.Http.PostAsync("swallow", new ByteArrayContent(new byte[MaxBody]), Cancellation);
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
    }

    [Theory]
    [InlineData("api/training/jobs")]
    [InlineData("api/backfills")]
    public async Task A_JSON_body_over_its_limit_is_413_and_names_it(string path)
    {
        using var answer = await _app.Http.PostAsync(
            path, new StringContent($"{{\"name\":\"{new string('x', 256 * 1024)}\"}}"), Cancellation);
        Assert.Contains("262144 bytes", (string?)(await ReadProblemAsync(answer, 413))["detail"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_request_that_the_host_ends_when_it_stops_is_503_and_may_come_again()
    {
        using var http = new HttpClient { BaseAddress = _app.Http.BaseAddress };
        var waiting = http.GetAsync("fail/wait", Cancellation);
        await FailingFunctions.Waiting.WaitAsync(Cancellation);
        await _app.StopAsync();
        using var answer = await waiting;
        var problem = await ReadProblemAsync(answer, 503);
        Assert.Equal("The host is stopping", (string?)problem["title"]);
        Assert.NotNull(answer.Headers.RetryAfter?.Delta);
    }

    [Fact]
    public async Task The_start_of_the_process_is_told_and_not_the_moment_of_the_question()
    {
        using var process = System.Diagnostics.Process.GetCurrentProcess();
        var system = JsonNode.Parse(await _app.Http.GetStringAsync("api/system", Cancellation))!;
        Assert.Equal(process.StartTime.ToUniversalTime(), ((DateTimeOffset)system["startedAt"]!).UtcDateTime);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private static async Task<JsonNode> ReadProblemAsync(HttpResponseMessage answer, int status)
    {
        var body = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = JsonNode.Parse(body)!;
        Assert.Equal(status, (int?)problem["status"]);
        Assert.NotEmpty((string)problem["title"]!);
        Assert.NotEmpty((string)problem["detail"]!);
        return problem;
    }

    private async Task<TcpClient> ConnectAsync()
    {
        var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, _app.Http.BaseAddress!.Port, Cancellation);
        return client;
    }
}
