using System.Net;
using System.Text;
using Trad.MarketData.Exchanges;
using Trad.Testing;

namespace Trad.MarketData.Tests.Exchanges;

/// <summary>How often an exchange is asked, and how long between.</summary>
public sealed class ExchangeRequesterTests
{
    private readonly ImpatientClock _clock = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(6)]
    public async Task Exchange_that_stays_broken_is_asked_as_often_as_is_set(int attempts)
    {
        var asked = 0;
        var told = await Assert.ThrowsAsync<ExchangeException>(() => AskAsync(
            attempts,
            () =>
            {
                asked++;
                return new HttpResponseMessage(HttpStatusCode.BadGateway) { Content = new StringContent("away") };
            }));

        Assert.Equal(attempts, asked);
        Assert.Contains($"in {attempts} attempts: 502: away", told.Message, StringComparison.Ordinal);
        var pauses = _clock.Waits.Where(wait => wait != Timeout.InfiniteTimeSpan).Select(wait => wait.TotalSeconds).ToList();
        Assert.Equal(attempts - 1, pauses.Count);
        Assert.All(pauses.Index(), pause => Assert.InRange(pause.Item / Math.Pow(2, pause.Index), 0.5, 1.5));
    }

    [Fact]
    public async Task Answer_after_faults_of_every_passing_kind_is_taken()
    {
        var answers = new Queue<Func<HttpResponseMessage>>(
        [
            () => throw new HttpRequestException("refused"),
            () => throw new IOException("cut off"),
            () => throw new Polly.CircuitBreaker.BrokenCircuitException(),
            () => new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("no JSON") },
            () => Json("21"),
        ]);

        Assert.Equal(21, await AskAsync(5, () => answers.Dequeue()()));
    }

    [Theory]
    [InlineData(HttpRequestError.NameResolutionError)]
    [InlineData(HttpRequestError.ConnectionError)]
    public async Task Exchange_that_cannot_be_reached_is_told_in_words_also_behind_an_open_circuit(HttpRequestError error)
    {
        var cause = new HttpRequestException(error, "Name or service not known");
        foreach (var fault in new Exception[] { cause, new Polly.CircuitBreaker.BrokenCircuitException("The circuit is now open", cause) })
        {
            var told = await Assert.ThrowsAsync<ExchangeException>(() => AskAsync(1, () => throw fault));

            Assert.Contains("is there a network?", told.Message, StringComparison.Ordinal);
            Assert.DoesNotContain("circuit", told.Message, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Fact]
    public async Task Refusal_that_a_repetition_cannot_mend_is_told_at_once()
    {
        var asked = 0;
        var told = await Assert.ThrowsAsync<ExchangeException>(() => AskAsync(
            5,
            () =>
            {
                asked++;
                return new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = new StringContent("Invalid symbol.") };
            }));

        Assert.Equal(1, asked);
        Assert.Contains("Invalid symbol.", told.Message, StringComparison.Ordinal);
    }

    private async Task<int> AskAsync(int attempts, Func<HttpResponseMessage> answer)
    {
        var options = new ExchangeOptions
        {
            Attempts = attempts,
            RetryPause = TimeSpan.FromSeconds(1),
            AnswerTimeout = Timeout.InfiniteTimeSpan,
        };
        using var handler = new Answers(answer);
        using var http = new HttpClient(handler) { BaseAddress = new Uri("http://exchange.test/") };
        var requester = new ExchangeRequester("test", http, new RequestBudget("test", 1_000, _clock), options, _clock);
        return await requester.GetAsync("page", 1, body => int.Parse(Encoding.UTF8.GetString(body), null), Cancellation);
    }

    private static HttpResponseMessage Json(string body) =>
        new(HttpStatusCode.OK) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    private sealed class Answers(Func<HttpResponseMessage> next) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            Task.FromResult(next());
    }
}
