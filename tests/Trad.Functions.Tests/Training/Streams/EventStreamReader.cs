using System.Net;
using System.Net.Http.Headers;
using System.Runtime.CompilerServices;

namespace Trad.Functions.Tests.Training.Streams;

/// <summary>Reads server-sent events with the plainest possible reader of the HTML standard's form.</summary>
internal static class EventStreamReader
{
    /// <summary>The events of a stream up to its end, or until enough have come.</summary>
    public static async Task<IReadOnlyList<(string? Id, string Name, string Data)>> ReadAsync(
        HttpClient http, string address, string? lastEventId = null, int most = int.MaxValue, CancellationToken cancellationToken = default)
    {
        var events = new List<(string? Id, string Name, string Data)>();
        await foreach (var happened in FollowAsync(http, address, lastEventId, cancellationToken))
        {
            events.Add(happened);
            if (events.Count >= most)
            {
                break;
            }
        }

        return events;
    }

    /// <summary>The events of a stream as they come; breaking off closes the connection.</summary>
    public static async IAsyncEnumerable<(string? Id, string Name, string Data)> FollowAsync(
        HttpClient http, string address, string? lastEventId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address)
        {
            Headers = { Accept = { new MediaTypeWithQualityHeaderValue("text/event-stream") } },
        };
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (response.StatusCode == HttpStatusCode.NoContent)
        {
            yield break;
        }

        if (response.Content.Headers.ContentType!.MediaType != "text/event-stream")
        {
            Assert.Fail($"{(int)response.StatusCode} in place of a stream: {await response.Content.ReadAsStringAsync(cancellationToken)}");
        }

        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        while (await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Length > 0 && line[0] != ':')
            {
                var colon = line.IndexOf(':', StringComparison.Ordinal);
                fields.Add(line[..colon], line[(colon + 2)..]);
            }
            else if (line.Length == 0)
            {
                // As the standard says: without data there is no event.
                if (fields.TryGetValue("data", out var data))
                {
                    yield return (fields.GetValueOrDefault("id"), fields["event"], data);
                }

                fields.Clear();
            }
        }
    }
}
