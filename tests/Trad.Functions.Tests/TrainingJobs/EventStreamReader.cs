using System.Net;
using System.Net.Http.Headers;

namespace Trad.Functions.Tests.TrainingJobs;

/// <summary>Reads server-sent events with the plainest possible reader of the HTML standard's form.</summary>
internal static class EventStreamReader
{
    /// <summary>The events of a stream up to its end, or until enough have come.</summary>
    public static async Task<IReadOnlyList<(string? Id, string Name, string Data)>> ReadAsync(
        HttpClient http, string address, string? lastEventId = null, int most = int.MaxValue, CancellationToken cancellationToken = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Headers = { Accept = { new MediaTypeWithQualityHeaderValue("text/event-stream") } } };
        if (lastEventId is not null)
        {
            request.Headers.Add("Last-Event-ID", lastEventId);
        }

        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var events = new List<(string? Id, string Name, string Data)>();
        if (response.StatusCode == HttpStatusCode.NoContent)
        {
            return events;
        }

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(cancellationToken));
        var fields = new Dictionary<string, string>(StringComparer.Ordinal);
        while (events.Count < most && await reader.ReadLineAsync(cancellationToken) is { } line)
        {
            if (line.Length > 0 && line[0] != ':')
            {
                var (name, value) = (line[..line.IndexOf(':', StringComparison.Ordinal)], line[(line.IndexOf(':', StringComparison.Ordinal) + 2)..]);
                fields.Add(name, value);
            }
            else if (line.Length == 0 && fields.Count > 0)
            {
                events.Add((fields.GetValueOrDefault("id"), fields["event"], fields["data"]));
                fields.Clear();
            }
        }

        return events;
    }
}
