using System.Net.Http.Json;
using System.Text.Json;
using Trad.Candles;
using Trad.Functions.Http;
using Trad.Training;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.LocalHost.Client;

/// <summary>Trad over HTTP, typed.</summary>
/// <param name="http">Sends the requests; its base address is the host's.</param>
public sealed class TradClient(HttpClient http)
{
    /// <summary>Where the host is.</summary>
    public Uri BaseAddress => http.BaseAddress!;

    /// <summary>The host's health.</summary>
    /// <exception cref="TradApiException">The host is not healthy.</exception>
    public Task<HealthReport> GetHealthAsync(CancellationToken cancellationToken) =>
        GetAsync<HealthReport>("api/health", cancellationToken);

    /// <summary>Starts a training.</summary>
    /// <exception cref="TradApiException">The request is wrong.</exception>
    public async Task<TrainingJob> StartTrainingAsync(TrainingRequest request, CancellationToken cancellationToken)
    {
        using var response = await http.PostAsJsonAsync("api/training/jobs", request, TradJson.Options, cancellationToken);
        return await ReadAsync<TrainingJob>(response, cancellationToken);
    }

    /// <summary>A job as it is now.</summary>
    /// <exception cref="TradApiException">There is no such job.</exception>
    public Task<TrainingJob> GetJobAsync(string id, CancellationToken cancellationToken) =>
        GetAsync<TrainingJob>($"api/training/jobs/{Uri.EscapeDataString(id)}", cancellationToken);

    /// <summary>Imports a candle file into a market.</summary>
    /// <exception cref="TradApiException">The file or the market is wrong.</exception>
    public async Task<CandleImport> ImportAsync(
        Stream file, string fileName, string exchange, string symbol, string interval, CancellationToken cancellationToken)
    {
        var address = $"api/candles/import?exchange={Uri.EscapeDataString(exchange)}&symbol={Uri.EscapeDataString(symbol)}"
            + $"&interval={Uri.EscapeDataString(interval)}&fileName={Uri.EscapeDataString(fileName)}";
        using var content = new StreamContent(file);
        using var response = await http.PostAsync(new Uri(address, UriKind.Relative), content, cancellationToken);
        return await ReadAsync<CandleImport>(response, cancellationToken);
    }

    private async Task<T> GetAsync<T>(string address, CancellationToken cancellationToken)
    {
        using var response = await http.GetAsync(new Uri(address, UriKind.Relative), cancellationToken);
        return await ReadAsync<T>(response, cancellationToken);
    }

    private static async Task<T> ReadAsync<T>(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.IsSuccessStatusCode)
        {
            return (await response.Content.ReadFromJsonAsync<T>(TradJson.Options, cancellationToken))!;
        }

        throw new TradApiException(await DescribeAsync(response, cancellationToken));
    }

    private static async Task<string> DescribeAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStringAsync(cancellationToken);
        try
        {
            using var problem = JsonDocument.Parse(body);
            if (problem.RootElement.TryGetProperty("detail", out var detail) && detail.GetString() is { Length: > 0 } text)
            {
                return text;
            }
        }
        catch (JsonException)
        {
            // Not problem details; the status has to do.
        }

        return $"The host answered {(int)response.StatusCode} ({response.ReasonPhrase}).";
    }
}
