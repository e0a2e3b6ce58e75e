using Trad.Functions.Assets;
using Trad.Training;
using Trad.Training.Assets;
using Trad.Training.Assets.Reports;

namespace Trad.LocalHost.Client;

/// <summary>Trained assets.</summary>
public sealed class AssetClient
{
    private readonly ApiConnection _api;

    internal AssetClient(ApiConnection api) => _api = api;

    /// <summary>A page of assets, the newest first unless sorted otherwise.</summary>
    /// <exception cref="TradApiException">The list is not possible as asked for.</exception>
    public Task<ListPage<TrainedAsset>> ListAsync(
        AssetFilter filter, int? limit, string? continuationToken, CancellationToken cancellationToken) =>
        _api.GetAsync<ListPage<TrainedAsset>>(
            ApiConnection.Address(
                "api/assets",
                ("search", filter.Search),
                ("strategy", filter.Strategy),
                ("symbol", filter.Symbol),
                ("stage", filter.Stage),
                ("verdict", filter.Verdict),
                ("sort", filter.Sort),
                ("limit", limit),
                ("continuationToken", continuationToken)),
            cancellationToken);

    /// <summary>An asset with its evidence; counts as a look at its hold-out.</summary>
    /// <exception cref="TradApiException">There is no such asset.</exception>
    public Task<TrainedAsset> GetAsync(string id, CancellationToken cancellationToken) =>
        _api.GetAsync<TrainedAsset>(Path(id), cancellationToken);

    /// <summary>Changes name, notes or stage.</summary>
    /// <exception cref="TradApiException">There is no such asset, or the change is wrong.</exception>
    public Task<TrainedAsset> ChangeAsync(string id, AssetChange change, CancellationToken cancellationToken) =>
        _api.SendAsync<TrainedAsset>(HttpMethod.Patch, Path(id), change, cancellationToken);

    /// <summary>Deletes an asset; it can be restored for ten minutes unless it is removed at once.</summary>
    /// <exception cref="TradApiException">There is no such asset, or it is in use.</exception>
    public Task DeleteAsync(string id, bool isPermanent, CancellationToken cancellationToken) =>
        _api.SendAsync(HttpMethod.Delete, ApiConnection.Address(Path(id), ("permanent", isPermanent ? true : null)), cancellationToken);

    /// <summary>Undoes a deletion.</summary>
    /// <exception cref="TradApiException">Nothing was deleted, or too long ago.</exception>
    public Task<TrainedAsset> RestoreAsync(string id, CancellationToken cancellationToken) =>
        _api.SendAsync<TrainedAsset>(HttpMethod.Post, $"{Path(id)}/restore", null, cancellationToken);

    /// <summary>The equity at every close, thinned to highs and lows.</summary>
    /// <exception cref="TradApiException">There is no such asset.</exception>
    public Task<EquityPoints> GetEquityAsync(string id, int? maxPoints, CancellationToken cancellationToken) =>
        _api.GetAsync<EquityPoints>(ApiConnection.Address($"{Path(id)}/equity", ("maxPoints", maxPoints)), cancellationToken);

    /// <summary>What the strategy computes over a symbol's candles, and its signals with stop and target.</summary>
    /// <exception cref="TradApiException">There is no such asset or symbol, or the candles are gone.</exception>
    public Task<AssetIndicators> GetIndicatorsAsync(string id, string? symbol, int? maxPoints, CancellationToken cancellationToken) =>
        _api.GetAsync<AssetIndicators>(
            ApiConnection.Address($"{Path(id)}/indicators", ("symbol", symbol), ("maxPoints", maxPoints)), cancellationToken);

    /// <summary>A page of the trades, in order of entry.</summary>
    /// <exception cref="TradApiException">There is no such asset.</exception>
    public Task<ListPage<AssetTrade>> ListTradesAsync(
        string id, int? limit, string? continuationToken, CancellationToken cancellationToken) =>
        _api.GetAsync<ListPage<AssetTrade>>(
            ApiConnection.Address($"{Path(id)}/trades", ("limit", limit), ("continuationToken", continuationToken)), cancellationToken);

    /// <summary>The equity curve or the trades as a CSV or Parquet file; the caller closes it.</summary>
    /// <exception cref="TradApiException">There is no such asset or format.</exception>
    public Task<Stream> OpenFileAsync(string id, AssetFile file, string format, CancellationToken cancellationToken) =>
        _api.OpenAsync(
            ApiConnection.Address($"{Path(id)}/{(file == AssetFile.Equity ? "equity" : "trades")}", ("format", format)), cancellationToken);

    /// <summary>What every month returned.</summary>
    /// <exception cref="TradApiException">There is no such asset.</exception>
    public Task<IReadOnlyList<MonthlyReturn>> ListMonthsAsync(string id, CancellationToken cancellationToken) =>
        _api.GetAsync<IReadOnlyList<MonthlyReturn>>($"{Path(id)}/monthly", cancellationToken);

    /// <summary>The asset as a file: <c>json</c>, <c>csv</c> or <c>freqtrade</c>; the caller closes it.</summary>
    /// <exception cref="TradApiException">There is no such asset or format.</exception>
    public Task<Stream> ExportAsync(string id, string? format, CancellationToken cancellationToken) =>
        _api.OpenAsync(ApiConnection.Address($"{Path(id)}/export", ("format", format)), cancellationToken);

    /// <summary>Whether the asset is more than luck, with everything that the answer rests on.</summary>
    /// <exception cref="TradApiException">There is no such asset.</exception>
    public Task<AssetReport> GetReportAsync(string id, CancellationToken cancellationToken) =>
        _api.GetAsync<AssetReport>($"{Path(id)}/report", cancellationToken);

    /// <summary>The same as a file: <c>html</c> or <c>json</c>; the caller closes it.</summary>
    /// <exception cref="TradApiException">There is no such asset or format.</exception>
    public Task<Stream> OpenReportAsync(string id, string format, CancellationToken cancellationToken) =>
        _api.OpenAsync(ApiConnection.Address($"{Path(id)}/report", ("format", format)), cancellationToken);

    /// <summary>Two to five assets side by side.</summary>
    /// <exception cref="TradApiException">There is no such asset, or there are too few or too many.</exception>
    public Task<AssetComparison> CompareAsync(IEnumerable<string> ids, CancellationToken cancellationToken) =>
        _api.GetAsync<AssetComparison>(ApiConnection.Address("api/assets/compare", ("ids", string.Join(',', ids))), cancellationToken);

    /// <summary>Measures an asset on other candles; its newest revalidation tells when that has ended.</summary>
    /// <exception cref="TradApiException">There is no such asset, or there are no such candles.</exception>
    public Task<TrainedAsset> RevalidateAsync(string id, RevalidationRequest request, CancellationToken cancellationToken) =>
        _api.SendAsync<TrainedAsset>(HttpMethod.Post, $"{Path(id)}/revalidate", request, cancellationToken);

    private static string Path(string id) => $"api/assets/{Uri.EscapeDataString(id)}";
}
