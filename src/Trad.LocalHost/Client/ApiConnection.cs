using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Trad.Training;

namespace Trad.LocalHost.Client;

/// <summary>Sends requests to a Trad host and reads its answers.</summary>
/// <param name="http">Sends the requests; its base address is the host's.</param>
internal sealed class ApiConnection(HttpClient http)
{
    /// <summary>Where the host is.</summary>
    public Uri BaseAddress => http.BaseAddress!;

    /// <summary>Reads a value.</summary>
    /// <exception cref="TradApiException">The host refused.</exception>
    public async Task<T> GetAsync<T>(string address, CancellationToken cancellationToken) =>
        (await GetTaggedAsync<T>(address, cancellationToken)).Value;

    /// <summary>Reads a value with its entity tag; the tag is null when the host gave none.</summary>
    /// <exception cref="TradApiException">The host refused.</exception>
    public async Task<(T Value, string? Tag)> GetTaggedAsync<T>(string address, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri(address, UriKind.Relative), cancellationToken);
        return (await ReadAsync<T>(response, cancellationToken), response.Headers.ETag?.ToString());
    }

    /// <summary>Opens a file or a stream; the caller closes it. An answer without content is an empty stream.</summary>
    /// <exception cref="TradApiException">The host refused.</exception>
    public async Task<Stream> OpenAsync(string address, CancellationToken cancellationToken) =>
        await FindStreamAsync(address, cancellationToken) ?? Stream.Null;

    /// <summary>Opens a stream; the caller closes it. Null when the host has nothing more to send (204).</summary>
    /// <exception cref="TradApiException">The host refused.</exception>
    public async Task<Stream?> FindStreamAsync(string address, CancellationToken cancellationToken)
    {
        var response = await http.GetAsync(new Uri(address, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            using (response)
            {
                throw await RefusedAsync(response, cancellationToken);
            }
        }

        return response.StatusCode == HttpStatusCode.NoContent ? null : await response.Content.ReadAsStreamAsync(cancellationToken);
    }

    /// <summary>Sends a value, or nothing, and reads the answer.</summary>
    /// <exception cref="TradApiException">The host refused.</exception>
    public async Task<T> SendAsync<T>(
        HttpMethod method, string address, object? body, CancellationToken cancellationToken, Action<HttpRequestHeaders>? headers = null)
    {
        var content = body is null ? null : JsonContent.Create(body, body.GetType(), options: TradJson.Options);
        using var response = await SendAsync(method, address, content, headers, cancellationToken);
        return await ReadAsync<T>(response, cancellationToken);
    }

    /// <summary>Sends something of whose answer only the status counts, and gives it.</summary>
    /// <param name="method">The method.</param>
    /// <param name="address">The address.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <param name="ifMatch">The entity tag of what is changed; null for whatever is there.</param>
    /// <exception cref="TradApiException">The host refused.</exception>
    public async Task<HttpStatusCode> SendAsync(
        HttpMethod method, string address, CancellationToken cancellationToken, string? ifMatch = null)
    {
        using var response = await SendAsync(method, address, null, headers => AddMatch(headers, ifMatch), cancellationToken);
        if (!response.IsSuccessStatusCode)
        {
            throw await RefusedAsync(response, cancellationToken);
        }

        return response.StatusCode;
    }

    /// <summary>Sends a file and reads the answer.</summary>
    /// <exception cref="TradApiException">The host refused.</exception>
    public async Task<T> UploadAsync<T>(string address, Stream file, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, UriKind.Relative));
        request.Content = new StreamContent(file);

        // What would be refused anyway, for its size or for its address, need not be sent.
        request.Headers.ExpectContinue = true;
        using var response = await http.SendAsync(request, cancellationToken);
        return await ReadAsync<T>(response, cancellationToken);
    }

    /// <summary>Sends a JSON text as it is and reads the answer.</summary>
    /// <param name="method">The method.</param>
    /// <param name="address">The address.</param>
    /// <param name="text">The text.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <param name="ifMatch">The entity tag of what is changed; null for whatever is there.</param>
    /// <exception cref="TradApiException">The host refused.</exception>
    public async Task<T> SendTextAsync<T>(
        HttpMethod method, string address, string text, CancellationToken cancellationToken, string? ifMatch = null)
    {
        var content = new StringContent(text, Encoding.UTF8, "application/json");
        using var response = await SendAsync(method, address, content, headers => AddMatch(headers, ifMatch), cancellationToken);
        return await ReadAsync<T>(response, cancellationToken);
    }

    /// <summary>An address with those of the query's values that are given.</summary>
    public static string Address(string path, params (string Name, object? Value)[] query)
    {
        var given = query
            .Where(part => part.Value is not null)
            .Select(part => $"{part.Name}={Uri.EscapeDataString(Text(part.Value!))}");
        var joined = string.Join('&', given);
        return joined.Length == 0 ? path : $"{path}?{joined}";
    }

    private static void AddMatch(HttpRequestHeaders headers, string? tag)
    {
        if (tag is not null)
        {
            headers.IfMatch.ParseAdd(tag);
        }
    }

    private static string Text(object value) => value switch
    {
        DateTimeOffset time => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFF'Z'", CultureInfo.InvariantCulture),
        Enum name => JsonNamingPolicy.KebabCaseLower.ConvertName(name.ToString()),
        bool flag => flag ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };

    private async Task<HttpResponseMessage> SendAsync(
        HttpMethod method, string address, HttpContent? content, Action<HttpRequestHeaders>? headers, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(address, UriKind.Relative)) { Content = content };
        headers?.Invoke(request.Headers);
        return await http.SendAsync(request, cancellationToken);
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken) =>
        response.IsSuccessStatusCode
        ? (await response.Content.ReadFromJsonAsync<T>(TradJson.Options, cancellationToken))!
        : throw await RefusedAsync(response, cancellationToken);

    private static Dictionary<string, IReadOnlyList<string>> ReadErrors(JsonElement problem) =>
        problem.TryGetProperty("errors", out var errors)
            ? errors.Deserialize<Dictionary<string, IReadOnlyList<string>>>(TradJson.Options) ?? []
            : [];

    private static async Task<TradApiException> RefusedAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        try
        {
            using var problem = JsonDocument.Parse(body);
            if (problem.RootElement.TryGetProperty("detail", out var detail) && detail.GetString() is { Length: > 0 } text)
            {
                return new TradApiException(text, response.StatusCode) { Errors = ReadErrors(problem.RootElement) };
            }
        }
        catch (JsonException)
        {
            // Not problem details; the status has to do.
        }

        return new TradApiException($"The host answered {(int)response.StatusCode} ({response.ReasonPhrase}).", response.StatusCode);
    }
}
