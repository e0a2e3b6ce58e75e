using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Trad.EndToEnd.Tests.Hosting;
using Trad.Training;

namespace Trad.EndToEnd.Tests.Soak;

/// <summary>
/// Talks to a host that is killed every now and then: a request without an answer is sent again until there is one, as a
/// client with a connection that fails does.
/// </summary>
internal sealed class PatientHttp(ServingHost host)
{
    // Several lives of a host on a machine that has much else to do.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>
    /// Whether an answer that blames the server is no answer, as it is to a client that waits for storage to come back; otherwise
    /// it fails the test.
    /// </summary>
    public bool RepeatsFailures { get; init; }

    /// <summary>Requests that had to be sent again.</summary>
    public int Repetitions { get; private set; }

    /// <summary>Sends a request with a body of JSON, if any.</summary>
    public Task<(HttpStatusCode Status, string Body)> SendAsync(HttpMethod method, string path, object? body = null, string? key = null) =>
        SendAsync(method, path, () => body is null ? null : JsonContent.Create(body, body.GetType(), options: TradJson.Options), key);

    /// <summary>Posts a file.</summary>
    public Task<(HttpStatusCode Status, string Body)> SendFileAsync(string path, byte[] file) =>
        SendAsync(HttpMethod.Post, path, () => new ByteArrayContent(file), null);

    private async Task<(HttpStatusCode Status, string Body)> SendAsync(HttpMethod method, string path, Func<HttpContent?> body, string? key)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                using var message = new HttpRequestMessage(method, path);
                message.Content = body();
                if (key is not null)
                {
                    message.Headers.Add("Idempotency-Key", key);
                }

                using var answer = await host.Http.SendAsync(message, patience.Token);
                var text = await answer.Content.ReadAsStringAsync(patience.Token);
                if (answer.StatusCode == HttpStatusCode.ServiceUnavailable || (RepeatsFailures && (int)answer.StatusCode >= 500))
                {
                    throw new HttpRequestException("The host is stopping, or has no storage.");
                }

                Assert.True((int)answer.StatusCode < 500, $"{method} {path} answered {(int)answer.StatusCode}: {text}");
                return (answer.StatusCode, text);
            }
            catch (Exception cut) when (cut is HttpRequestException or IOException)
            {
                Repetitions++;
                await Task.Delay(Pause, TestContext.Current.CancellationToken);
            }
            catch (OperationCanceledException) when (patience.IsCancellationRequested)
            {
                throw new TimeoutException($"{method} {path} was sent {attempt} times in {Patience.TotalSeconds:0} s and had no answer.");
            }
        }
    }

    /// <summary>Reads what is at a path.</summary>
    public async Task<T> GetAsync<T>(string path)
    {
        var (status, body) = await SendAsync(HttpMethod.Get, path);
        Assert.True(status == HttpStatusCode.OK, $"GET {path} answered {(int)status}: {body}");
        return JsonSerializer.Deserialize<T>(body, TradJson.Options)!;
    }

    /// <summary>Every item of a list that is given page by page.</summary>
    public async Task<IReadOnlyList<T>> ListAsync<T>(string path)
    {
        var items = new List<T>();
        string? token = null;
        do
        {
            var page = await GetAsync<ListPage<T>>($"{path}?limit=200&continuationToken={token}");
            items.AddRange(page.Items);
            token = page.ContinuationToken;
        }
        while (token is not null);
        return items;
    }
}
