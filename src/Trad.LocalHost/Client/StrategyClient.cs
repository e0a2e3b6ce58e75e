using System.Net;
using System.Text.Json.Nodes;
using Trad.Backtesting.Strategies.Rules;
using Trad.Functions.Strategies;
using Trad.Training;

namespace Trad.LocalHost.Client;

/// <summary>Strategies of one's own, and the language that they are written in.</summary>
public sealed class StrategyClient
{
    private readonly ApiConnection _api;

    internal StrategyClient(ApiConnection api) => _api = api;

    /// <summary>A strategy with its document and its versions.</summary>
    /// <param name="name">The strategy.</param>
    /// <param name="version">The version; null for the newest, and for a built-in strategy.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="TradApiException">There is no such strategy or version.</exception>
    public Task<OwnStrategyDescription> GetAsync(string name, int? version, CancellationToken cancellationToken) =>
        _api.GetAsync<OwnStrategyDescription>(ApiConnection.Address(Path(name), ("version", version)), cancellationToken);

    /// <summary>The same, or null when there is none.</summary>
    public async Task<OwnStrategyDescription?> FindAsync(string name, int? version, CancellationToken cancellationToken) =>
        (await FindTaggedAsync(name, version, cancellationToken))?.Strategy;

    /// <summary>The same with its entity tag, which says of a later change that it is a change of this; null when there is none.</summary>
    public async Task<(OwnStrategyDescription Strategy, string? Tag)?> FindTaggedAsync(
        string name, int? version, CancellationToken cancellationToken)
    {
        try
        {
            return await _api.GetTaggedAsync<OwnStrategyDescription>(
                ApiConnection.Address(Path(name), ("version", version)), cancellationToken);
        }
        catch (TradApiException missing) when (missing.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
    }

    /// <summary>Keeps a document as version 1 of a new strategy.</summary>
    /// <exception cref="TradApiException">It cannot be used, or there is a strategy of its name.</exception>
    public Task<OwnStrategyDescription> AddAsync(string document, CancellationToken cancellationToken) =>
        _api.SendTextAsync<OwnStrategyDescription>(HttpMethod.Post, "api/strategies", document, cancellationToken);

    /// <summary>Keeps a document as the next version of a strategy.</summary>
    /// <param name="name">The strategy.</param>
    /// <param name="document">The document.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <param name="tag">The entity tag of the strategy that is changed; null for whatever is kept.</param>
    /// <exception cref="TradApiException">It cannot be used, there is no strategy of its name, or somebody else changed it.</exception>
    public Task<OwnStrategyDescription> ReplaceAsync(
        string name, string document, CancellationToken cancellationToken, string? tag = null) =>
        _api.SendTextAsync<OwnStrategyDescription>(HttpMethod.Put, Path(name), document, cancellationToken, tag);

    /// <summary>Removes a strategy, or one of its versions.</summary>
    /// <param name="name">The strategy.</param>
    /// <param name="version">The version; null for all of them.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <param name="tag">The entity tag of the strategy that is removed; null for whatever is kept.</param>
    /// <exception cref="TradApiException">There is no such strategy or version, it is in use, or somebody else changed it.</exception>
    public Task DeleteAsync(string name, int? version, CancellationToken cancellationToken, string? tag = null) =>
        _api.SendAsync(HttpMethod.Delete, ApiConnection.Address(Path(name), ("version", version)), cancellationToken, tag);

    /// <summary>What is wrong with a document, or what it would do, on the newest candles of a market when one is named.</summary>
    /// <param name="document">The document.</param>
    /// <param name="exchange">The exchange; null for no candles, as are symbol and interval.</param>
    /// <param name="symbol">The symbol.</param>
    /// <param name="interval">The interval.</param>
    /// <param name="signals">On how many of the newest candles the signals are told; null for none.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="TradApiException">It is no JSON, or nothing is stored of the market.</exception>
    public Task<CheckedRules> CheckAsync(
        string document, string? exchange, string? symbol, string? interval, int? signals, CancellationToken cancellationToken) =>
        _api.SendTextAsync<CheckedRules>(
            HttpMethod.Post,
            ApiConnection.Address(
                "api/rules/check", ("exchange", exchange), ("symbol", symbol), ("interval", interval), ("signals", signals)),
            document, cancellationToken);

    /// <summary>Documents that people know.</summary>
    public async Task<IReadOnlyList<RuleExample>> ListExamplesAsync(CancellationToken cancellationToken) =>
        (await _api.GetAsync<ListPage<RuleExample>>("api/rules/examples", cancellationToken)).Items;

    /// <summary>The columns and functions of the language, in the order of its documentation.</summary>
    public async Task<IReadOnlyList<RuleReference>> ListFunctionsAsync(CancellationToken cancellationToken) =>
        (await _api.GetAsync<ListPage<RuleReference>>("api/rules/functions", cancellationToken)).Items;

    /// <summary>The JSON schema of documents.</summary>
    public Task<JsonObject> GetSchemaAsync(CancellationToken cancellationToken) =>
        _api.GetAsync<JsonObject>("api/rules/schema", cancellationToken);

    private static string Path(string name) => $"api/strategies/{Uri.EscapeDataString(name)}";
}
