using Trad.Formats.Candles.Times;
using Trad.Functions.Candles;
using Trad.Functions.Operations;
using Trad.Functions.Operations.Health;
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
        Jobs = new JobClient(_api);
        Strategies = new StrategyClient(_api);
        Backfills = new BackfillClient(_api);
        Candles = new CandleClient(_api);
        Orchestrations = new OrchestrationClient(_api);
    }

    /// <summary>Trained assets.</summary>
    public AssetClient Assets { get; }

    /// <summary>What a training can be made of.</summary>
    public CatalogClient Catalogs { get; }

    /// <summary>Strategies of one's own.</summary>
    public StrategyClient Strategies { get; }

    /// <summary>Training jobs.</summary>
    public JobClient Jobs { get; }

    /// <summary>Backfills from exchanges.</summary>
    public BackfillClient Backfills { get; }

    /// <summary>Stored candles and exchanges.</summary>
    public CandleClient Candles { get; }

    /// <summary>What runs jobs, backfills and revalidations.</summary>
    public OrchestrationClient Orchestrations { get; }

    /// <summary>Where the host is.</summary>
    public Uri BaseAddress => _api.BaseAddress;

    /// <summary>The host's health.</summary>
    /// <exception cref="TradApiException">The host is not healthy.</exception>
    public Task<HealthReport> GetHealthAsync(CancellationToken cancellationToken) =>
        _api.GetAsync<HealthReport>("api/health", cancellationToken);

    /// <summary>What runs there.</summary>
    public Task<SystemReport> GetSystemAsync(CancellationToken cancellationToken) =>
        _api.GetAsync<SystemReport>("api/system", cancellationToken);

    /// <summary>Starts a training.</summary>
    /// <exception cref="TradApiException">The request is wrong.</exception>
    public Task<TrainingJob> StartTrainingAsync(TrainingRequest request, CancellationToken cancellationToken) =>
        Jobs.StartAsync(request, null, cancellationToken);

    /// <summary>A job as it is now.</summary>
    /// <exception cref="TradApiException">There is no such job.</exception>
    public Task<TrainingJob> GetJobAsync(string id, CancellationToken cancellationToken) =>
        Jobs.GetAsync(id, cancellationToken);

    /// <summary>Imports a candle file into a market.</summary>
    /// <exception cref="TradApiException">The file or the market is wrong.</exception>
    public Task<CandleImport> ImportAsync(
        Stream file, string fileName, string exchange, string? symbol, string? interval, CancellationToken cancellationToken) =>
        ImportAsync(
            file, fileName, exchange, symbol, interval, isDryRun: false, acceptsOutliers: false, hasDecimalComma: null, dateOrder: null,
            cancellationToken);

    /// <summary>Imports a candle file, or says what it would bring.</summary>
    /// <param name="file">The file.</param>
    /// <param name="fileName">Its name, which may tell symbol and interval.</param>
    /// <param name="exchange">The exchange.</param>
    /// <param name="symbol">The symbol; null to take that of the name.</param>
    /// <param name="interval">The interval; null to take that of the name or of the candles.</param>
    /// <param name="isDryRun">Whether nothing is stored.</param>
    /// <param name="acceptsOutliers">Whether prices that their neighbours do not bear out are stored, too.</param>
    /// <param name="hasDecimalComma">Whether 42,283 is 42.283, where no number of the file tells; null to refuse such a file.</param>
    /// <param name="dateOrder">How 03/04/2024 is meant, where no date of the file tells; null to refuse such a file.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="TradApiException">The file was refused; the message says why.</exception>
    public Task<CandleImport> ImportAsync(
        Stream file, string fileName, string exchange, string? symbol, string? interval, bool isDryRun, bool acceptsOutliers,
        bool? hasDecimalComma, StatedDateOrder? dateOrder, CancellationToken cancellationToken) =>
        _api.UploadAsync<CandleImport>(
            ApiConnection.Address(
                "api/candles/import", ("exchange", exchange), ("symbol", symbol), ("interval", interval), ("fileName", fileName),
                ("dryRun", isDryRun ? "true" : null), ("acceptOutliers", acceptsOutliers ? "true" : null),
                ("decimalComma", hasDecimalComma), ("dateOrder", dateOrder)),
            file,
            cancellationToken);
}
