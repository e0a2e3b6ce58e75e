using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Trad.Functions.Tests.Api.HttpFiles;

/// <summary>Sends the calls of an <c>.http</c> file as an editor does: variables and earlier answers put in.</summary>
/// <param name="file">The file.</param>
/// <param name="http">Sends them.</param>
/// <param name="given">Variables that have another value here.</param>
internal sealed partial class HttpFileRun(HttpFile file, HttpClient http, IReadOnlyDictionary<string, string> given)
{
    private const int LongestOfStream = 1_000;

    private readonly Dictionary<string, JsonNode?> _answers = new(StringComparer.Ordinal);

    /// <summary>The call with its variables put in.</summary>
    public HttpFileCall Resolve(HttpFileCall call) => call with
    {
        Address = Resolve(call.Address),
        Headers = [.. call.Headers.Select(header => KeyValuePair.Create(header.Key, Resolve(header.Value)))],
        Body = call.Body is null ? null : Resolve(call.Body),
    };

    /// <summary>Sends a resolved call and gives status and body; of a stream that does not end, its beginning.</summary>
    public async Task<(int Status, string? MediaType, string Body)> SendAsync(HttpFileCall call, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(call.Method, call.Address);
        if (call.Body is not null)
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(call.Body));
        }

        foreach (var (name, value) in call.Headers)
        {
            if (name == "Content-Type")
            {
                request.Content!.Headers.ContentType = MediaTypeHeaderValue.Parse(value);
            }
            else
            {
                request.Headers.TryAddWithoutValidation(name, value);
            }
        }

        using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        var type = response.Content.Headers.ContentType?.MediaType;
        var body = call.Address.EndsWith("/api/training/events", StringComparison.Ordinal)
            ? await ReadBeginningAsync(response, cancellationToken)
            : await response.Content.ReadAsStringAsync(cancellationToken);
        _answers[call.Name] = type == "application/json" ? JsonNode.Parse(body) : null;
        return ((int)response.StatusCode, type, body);
    }

    private static async Task<string> ReadBeginningAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var buffer = new byte[LongestOfStream];
        await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
        return Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer, cancellationToken));
    }

    private string Resolve(string text) => Variable().Replace(text, match => Value(match.Groups[1].Value));

    private string Value(string name)
    {
        if (AnswerPart().Match(name) is { Success: true } part)
        {
            var node = _answers[part.Groups[1].Value];
            foreach (var step in Step().Matches(part.Groups[2].Value).Select(match => match.Value))
            {
                node = step[0] == '[' ? node![int.Parse(step[1..^1], CultureInfo.InvariantCulture)] : node![step[1..]];
            }

            return node!.ToString();
        }

        return given.TryGetValue(name, out var value) ? value : file.Variables[name];
    }

    [GeneratedRegex(@"\{\{(.*?)\}\}")]
    private static partial Regex Variable();

    [GeneratedRegex(@"^(\w+)\.response\.body\.\$(.*)$")]
    private static partial Regex AnswerPart();

    [GeneratedRegex(@"\.\w+|\[\d+\]")]
    private static partial Regex Step();
}
