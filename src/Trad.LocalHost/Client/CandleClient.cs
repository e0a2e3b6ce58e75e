using Trad.Functions.Candles;
using Trad.Functions.Exchanges;
using Trad.MarketData.Exchanges;

namespace Trad.LocalHost.Client;

/// <summary>Stored candles and the exchanges that they come from.</summary>
public sealed class CandleClient
{
    private readonly ApiConnection _api;

    internal CandleClient(ApiConnection api) => _api = api;

    /// <summary>The candles of a range, merged where there are more than asked for.</summary>
    /// <exception cref="TradApiException">There are no such candles, or the query is wrong.</exception>
    public Task<CandleRows> GetAsync(
        string exchange, string symbol, string interval, DateTimeOffset? from, DateTimeOffset? to, int? maxPoints,
        CancellationToken cancellationToken) =>
        _api.GetAsync<CandleRows>(Address(exchange, symbol, interval, from, to, null, maxPoints, null), cancellationToken);

    /// <summary>
    /// The candles of a range as a <c>csv</c> or <c>parquet</c> file; the caller closes it. Days count back from the end, or from the
    /// newest stored candle, in the place of a beginning.
    /// </summary>
    /// <exception cref="TradApiException">There are no such candles, or the query is wrong.</exception>
    public Task<Stream> OpenAsync(
        string exchange, string symbol, string interval, DateTimeOffset? from, DateTimeOffset? to, int? days, string format,
        CancellationToken cancellationToken) =>
        _api.OpenAsync(Address(exchange, symbol, interval, from, to, days, null, format), cancellationToken);

    /// <summary>
    /// Deletes a stored month, as in <c>2025-06</c>, <c>all</c>, or <c>unfinished</c>; or the candles of a range, to which either end
    /// may be left out.
    /// </summary>
    /// <exception cref="TradApiException">Nothing is stored of it, somebody reads it, or the query is wrong.</exception>
    public Task<CandleDrop> DeleteAsync(
        string exchange, string symbol, string interval, string? month, DateTimeOffset? from, DateTimeOffset? to,
        CancellationToken cancellationToken) =>
        DeleteAsync(exchange, symbol, interval, month, from, to, isDryRun: false, cancellationToken);

    /// <summary>Deletes candles, or of a dry run says which would go.</summary>
    /// <exception cref="TradApiException">Nothing is stored of it, somebody reads it, or the query is wrong.</exception>
    public Task<CandleDrop> DeleteAsync(
        string exchange, string symbol, string interval, string? month, DateTimeOffset? from, DateTimeOffset? to, bool isDryRun,
        CancellationToken cancellationToken) =>
        _api.SendAsync<CandleDrop>(
            HttpMethod.Delete,
            ApiConnection.Address(
                "api/candles", ("exchange", exchange), ("symbol", symbol), ("interval", interval), ("month", month), ("from", from),
                ("to", to), ("dryRun", isDryRun ? "true" : null)),
            null,
            cancellationToken);

    /// <summary>
    /// The runs that changed the candles of an exchange, a symbol or an interval, newest first; null for any. Of a range those that its
    /// candles came from, and of pages those that are older than the last one of the page before.
    /// </summary>
    /// <exception cref="TradApiException">The query is wrong.</exception>
    public Task<IReadOnlyList<CandleRunView>> ListRunsAsync(
        string? exchange, string? symbol, string? interval, DateTimeOffset? from, DateTimeOffset? to, DateTimeOffset? before, int? limit,
        CancellationToken cancellationToken) =>
        _api.GetAsync<IReadOnlyList<CandleRunView>>(
            ApiConnection.Address(
                "api/candles/imports", ("exchange", exchange), ("symbol", symbol), ("interval", interval), ("from", from), ("to", to),
                ("before", before), ("limit", limit)),
            cancellationToken);

    /// <summary>Undoes a run.</summary>
    /// <exception cref="TradApiException">There is no such run, it is too late, or something is in the way.</exception>
    public Task<CandleRunUndone> UndoRunAsync(string id, CancellationToken cancellationToken) =>
        _api.SendAsync<CandleRunUndone>(
            HttpMethod.Post, $"api/candles/imports/{Uri.EscapeDataString(id)}/undo", null, cancellationToken);

    /// <summary>What is stored, market by market.</summary>
    public Task<IReadOnlyList<MarketCoverage>> GetCoverageAsync(CancellationToken cancellationToken) =>
        GetCoverageAsync(null, null, null, cancellationToken);

    /// <summary>What is stored of an exchange, a symbol or an interval; null for any.</summary>
    /// <exception cref="TradApiException">There is no such interval, or a name that none can have.</exception>
    public Task<IReadOnlyList<MarketCoverage>> GetCoverageAsync(
        string? exchange, string? symbol, string? interval, CancellationToken cancellationToken) =>
        _api.GetAsync<IReadOnlyList<MarketCoverage>>(
            ApiConnection.Address("api/candles/coverage", ("exchange", exchange), ("symbol", symbol), ("interval", interval)),
            cancellationToken);

    /// <summary>The exchanges that candles can be fetched from.</summary>
    public Task<IReadOnlyList<ExchangeDescription>> ListExchangesAsync(CancellationToken cancellationToken) =>
        _api.GetAsync<IReadOnlyList<ExchangeDescription>>("api/exchanges", cancellationToken);

    /// <summary>How a symbol is traded.</summary>
    /// <exception cref="TradApiException">There is no such exchange or symbol, or the exchange does not answer.</exception>
    public Task<SymbolRules> GetSymbolAsync(string exchange, string symbol, CancellationToken cancellationToken) =>
        _api.GetAsync<SymbolRules>(
            $"api/exchanges/{Uri.EscapeDataString(exchange)}/symbols/{Uri.EscapeDataString(symbol)}", cancellationToken);

    private static string Address(
        string exchange, string symbol, string interval, DateTimeOffset? from, DateTimeOffset? to, int? days, int? maxPoints,
        string? format) =>
        ApiConnection.Address(
            "api/candles",
            ("exchange", exchange),
            ("symbol", symbol),
            ("interval", interval),
            ("from", from),
            ("to", to),
            ("days", days),
            ("maxPoints", maxPoints),
            ("format", format));
}
