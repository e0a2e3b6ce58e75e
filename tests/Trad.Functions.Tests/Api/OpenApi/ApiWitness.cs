using System.Collections.Concurrent;
using System.Text.Json.Nodes;

namespace Trad.Functions.Tests.Api.OpenApi;

/// <summary>Holds what an app answers against what its document says, and remembers which answers it has seen.</summary>
/// <param name="document">The document.</param>
internal sealed class ApiWitness(ApiDocument document) : DelegatingHandler(new SocketsHttpHandler())
{
    private const string EventStream = "text/event-stream";

    private readonly ConcurrentDictionary<(string Operation, int Status), bool> _seen = [];
    private readonly ConcurrentQueue<string> _faults = [];

    /// <summary>Answers that the document does not know of, or not in that form.</summary>
    public IReadOnlyCollection<string> Faults => _faults;

    /// <summary>The refusals as examples, the first of each operation and status.</summary>
    public ApiExampleRecorder Refusals { get; } = new();

    /// <summary>Answers of the document that were not given yet.</summary>
    public IEnumerable<string> Missing => document.Operations
        .SelectMany(
            operation => operation.Statuses.Where(
                status => !_seen.ContainsKey((operation.Id, status))).Select(status => $"{status} {operation}"));

    /// <inheritdoc/>
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        var call = $"{request.Method} {request.RequestUri!.PathAndQuery}: {(int)response.StatusCode}";
        if (document.Find(request.Method, request.RequestUri.AbsolutePath) is not { } operation)
        {
            _faults.Enqueue($"{call} is of no operation");
        }
        else if (operation.Json["responses"]![$"{(int)response.StatusCode}"] is not { } described)
        {
            _faults.Enqueue($"{call} is not described: {await response.Content.ReadAsStringAsync(cancellationToken)}");
        }
        else
        {
            _seen[(operation.Id, (int)response.StatusCode)] = true;
            await CheckAsync(call, operation, described["content"], response, cancellationToken);
        }

        return response;
    }

    private async Task CheckAsync(
        string call, ApiOperation operation, JsonNode? content, HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var type = response.Content.Headers.ContentType?.MediaType;
        if (type == EventStream)
        {
            return;
        }

        await response.Content.LoadIntoBufferAsync(cancellationToken);
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        if (!response.IsSuccessStatusCode && body.Length > 0)
        {
            lock (Refusals)
            {
                Refusals.AddAnswer(operation, (int)response.StatusCode, type ?? "", body);
            }
        }

        if (content is null != (body.Length == 0))
        {
            _faults.Enqueue($"{call} has {body.Length} characters");
        }
        else if (content is not null && content[type ?? ""] is null)
        {
            _faults.Enqueue($"{call} is of the type '{type}'");
        }
        else if (content?[type!]!["schema"] is { } schema)
        {
            foreach (var fault in document.FindFaults(schema, body).Take(5))
            {
                _faults.Enqueue($"{call} {fault}");
            }
        }
    }
}
