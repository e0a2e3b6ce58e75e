using Trad.Functions.Http;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.LocalHost.Client;

/// <summary>Trad over HTTP, typed.</summary>
public sealed class TradClient
{
    private readonly ApiConnection _api;

    /// <summary>A client.</summary>
    /// <param name="http">Sends the requests; its base address is the host's.</param>
    public TradClient(HttpClient http)
    {
        _api = new ApiConnection(http);
        Assets = new AssetClient(_api);
        Catalogs = new CatalogClient(_api);
    }

    /// <summary>Trained assets.</summary>
    public AssetClient Assets { get; }

    /// <summary>What a training can be made of.</summary>
    public CatalogClient Catalogs { get; }

    /// <summary>Where the host is.</summary>
    public Uri BaseAddress => _api.BaseAddress;

    /// <summary>The host's health.</summary>
    /// <exception cref="TradApiException">The host is not healthy.</exception>
    public Task<HealthReport> GetHealthAsync(CancellationToken cancellationToken) =>
        _api.GetAsync<HealthReport>("api/health", cancellationToken);

    /// <summary>Starts a training.</summary>
    /// <exception cref="TradApiException">The request is wrong.</exception>
    public Task<TrainingJob> StartTrainingAsync(TrainingRequest request, CancellationToken cancellationToken) =>
        _api.SendAsync<TrainingJob>(HttpMethod.Post, "api/training/jobs", request, cancellationToken);

    /// <summary>A job as it is now.</summary>
    /// <exception cref="TradApiException">There is no such job.</exception>
    public Task<TrainingJob> GetJobAsync(string id, CancellationToken cancellationToken) =>
        _api.GetAsync<TrainingJob>($"api/training/jobs/{Uri.EscapeDataString(id)}", cancellationToken);

    /// <summary>Imports a candle file into a market.</summary>
    /// <exception cref="TradApiException">The file or the market is wrong.</exception>
    public Task<CandleImport> ImportAsync(
        Stream file, string fileName, string exchange, string symbol, string interval, CancellationToken cancellationToken) =>
        _api.UploadAsync<CandleImport>(
            ApiConnection.Address(
                "api/candles/import", ("exchange", exchange), ("symbol", symbol), ("interval", interval), ("fileName", fileName)),
            file,
            cancellationToken);
}
