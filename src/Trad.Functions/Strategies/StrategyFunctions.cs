using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Trad.Backtesting.Strategies;
using Trad.Backtesting.Strategies.Rules;
using Trad.Candles.Stores;
using Trad.Functions.Api;
using Trad.Functions.Api.OpenApi;
using Trad.Functions.Assets;
using Trad.Training;
using Trad.Training.Assets;
using Trad.Training.Requests;
using Trad.Training.Strategies;

namespace Trad.Functions.Strategies;

/// <summary>Strategies of one's own over HTTP: documents of rules, kept in versions that never change.</summary>
public sealed class StrategyFunctions(
    KnownStrategies known, IStrategyStore strategies, StrategyKeeping keeping, StrategyRemoval removal, TimeProvider clock)
{
    private const string AboutMatch = "The entity tag of what is changed; 412 when it is another by now.";

    /// <summary>
    /// <c>POST /api/strategies</c>: keeps a document of rules as version 1 of a new strategy; 201 with it. 409 when there is one of its
    /// name.
    /// </summary>
    [Function(nameof(AddStrategy))]
    [Takes(typeof(JsonObject))]
    [Answers(StatusCodes.Status201Created, typeof(OwnStrategyDescription), Errors = "409")]
    public async Task<IResult> AddStrategy(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/strategies")] HttpRequest request,
        CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        if (await ReadAsync(request, errors, cancellationToken) is not { } strategy)
        {
            return Problems.Invalid(errors);
        }

        try
        {
            if (await keeping.AddAsync(strategy, cancellationToken) is not { } added)
            {
                return Problems.Problem(
                    StatusCodes.Status409Conflict, "There is such a strategy",
                    $"There is a strategy '{strategy.Name}' already; PUT /api/strategies/{strategy.Name} keeps the document as its next version.");
            }

            request.HttpContext.Response.Headers.Location = $"/api/strategies/{strategy.Name}";
            return EntityTags.Json(
                request, await DescribeAsync(strategy, added.Newest, cancellationToken), added.Revision, StatusCodes.Status201Created);
        }
        catch (TrainingException full)
        {
            return Problems.Problem(StatusCodes.Status409Conflict, "There are too many strategies", full.Message);
        }
    }

    /// <summary>
    /// <c>GET /api/strategies/{name}?version=</c>: a strategy with its document and its versions; without a version in its newest.
    /// </summary>
    [Function(nameof(GetStrategy))]
    [Answers(StatusCodes.Status200OK, typeof(OwnStrategyDescription), Errors = "404,409")]
    [Tagged]
    [Parameter(
        "version", StrategyQuery.AboutVersion, Type = typeof(int), Minimum = 1, Maximum = RequestLimits.HighestStrategyVersion)]
    public async Task<IResult> GetStrategy(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/strategies/{name}")] HttpRequest request,
        string name,
        CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var version = StrategyQuery.ReadVersion(request, errors);
        if (!errors.IsEmpty)
        {
            return Problems.Invalid(errors);
        }

        if (version is null && StrategyCatalog.TryGet(name, out var builtIn))
        {
            return Answers.Json(request, new OwnStrategyDescription(StrategyDescription.FromStrategy(builtIn), null, []));
        }

        if (await strategies.FindAsync(name, cancellationToken) is not { } own)
        {
            return Problems.NotFound(await known.DescribeMissingAsync(name, version, cancellationToken));
        }

        var versions = await strategies.ReadVersionsAsync(name, cancellationToken);
        if ((version is null ? own.Newest : versions.FirstOrDefault(each => each.Version == version)) is not { } shown)
        {
            return Problems.NotFound(await known.DescribeMissingAsync(name, version, cancellationToken));
        }

        try
        {
            return EntityTags.Json(request, Describe(shown, versions), own.Revision);
        }
        catch (RuleException refused)
        {
            return Problems.Problem(
                StatusCodes.Status409Conflict, "The strategy cannot be computed", $"This version of Trad refuses it: {refused.Message}");
        }
    }

    /// <summary>
    /// <c>PUT /api/strategies/{name}</c>: keeps a document as the next version of a strategy; 200 with it. The versions before stay as they
    /// are, and so does everything that was made with them. The document of the newest version changes nothing.
    /// </summary>
    [Function(nameof(ReplaceStrategy))]
    [Takes(typeof(JsonObject))]
    [Answers(StatusCodes.Status200OK, typeof(OwnStrategyDescription), Errors = "404,409,412")]
    [Parameter("If-Match", AboutMatch, IsHeader = true)]
    public async Task<IResult> ReplaceStrategy(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "api/strategies/{name}")] HttpRequest request,
        string name,
        CancellationToken cancellationToken)
    {
        if (StrategyCatalog.TryGet(name, out var taken))
        {
            return Unchangeable(taken);
        }

        var errors = new ValidationErrors();
        var strategy = await ReadAsync(request, errors, cancellationToken);
        if (strategy is not null && strategy.Name != name)
        {
            errors.Add("name", $"is '{strategy.Name}'; it must be '{name}', as the address says");
        }

        if (!errors.IsEmpty)
        {
            return Problems.Invalid(errors);
        }

        try
        {
            var isOutdated = false;
            var kept = await keeping.ReplaceAsync(
                strategy!, found => !(isOutdated = EntityTags.IsOutdated(request, found.Revision)), cancellationToken);
            return kept is null ? Problems.NotFound(await known.DescribeMissingAsync(name, null, cancellationToken))
                : isOutdated ? EntityTags.Outdated($"The strategy '{name}'")
                : EntityTags.Json(request, await DescribeAsync(strategy!, kept.Newest, cancellationToken), kept.Revision);
        }
        catch (TrainingException full)
        {
            return Problems.Problem(StatusCodes.Status409Conflict, "There are too many versions", full.Message);
        }
    }

    /// <summary>
    /// <c>DELETE /api/strategies/{name}?version=</c>: removes a strategy, or one of its versions; 409 while a job or an asset was made
    /// with it; a deleted asset counts while it can be restored.
    /// </summary>
    [Function(nameof(DeleteStrategy))]
    [Answers(StatusCodes.Status204NoContent, Errors = "404,409,412")]
    [Parameter(
        "version", "The version that is removed; all of them when absent.", Type = typeof(int), Minimum = 1,
        Maximum = RequestLimits.HighestStrategyVersion)]
    [Parameter("If-Match", AboutMatch, IsHeader = true)]
    public async Task<IResult> DeleteStrategy(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "api/strategies/{name}")] HttpRequest request,
        string name,
        CancellationToken cancellationToken)
    {
        var errors = new ValidationErrors();
        var version = StrategyQuery.ReadVersion(request, errors);
        if (!errors.IsEmpty)
        {
            return Problems.Invalid(errors);
        }

        // One that was kept before a file of the host took its name can still be removed.
        if (StrategyCatalog.TryGet(name, out var taken) && await strategies.FindAsync(name, cancellationToken) is null)
        {
            return Unchangeable(taken);
        }

        if (await removal.DescribeUseAsync(name, version, clock.GetUtcNow() - AssetFunctions.RestorableFor, cancellationToken) is { } use)
        {
            return Problems.Problem(StatusCodes.Status409Conflict, "The strategy is in use", use);
        }

        var isOutdated = false;
        return !await removal.RemoveAsync(
            name, version, found => !(isOutdated = EntityTags.IsOutdated(request, found.Revision)), cancellationToken)
                ? Problems.NotFound(await known.DescribeMissingAsync(name, version, cancellationToken))
            : isOutdated ? EntityTags.Outdated($"The strategy '{name}'")
            : Results.NoContent();
    }

    private static async Task<RuleStrategy?> ReadAsync(
        HttpRequest request, ValidationErrors errors, CancellationToken cancellationToken)
    {
        if (await JsonBody.ReadTextAsync(request, errors, cancellationToken) is not { } text)
        {
            return null;
        }

        try
        {
            return StrategyKeeping.Read(text);
        }
        catch (RuleException refused)
        {
            foreach (var fault in refused.Faults)
            {
                errors.Add(fault.Field == "document" ? "body" : fault.Field, fault.Text);
            }

            return null;
        }
    }

    private async Task<OwnStrategyDescription> DescribeAsync(
        RuleStrategy strategy, StrategyVersion version, CancellationToken cancellationToken) =>
        Describe(version, await strategies.ReadVersionsAsync(version.Name, cancellationToken)) with
        {
            Warnings = strategy.Warnings is { Count: > 0 } warnings ? warnings : null,
        };

    private static OwnStrategyDescription Describe(StrategyVersion version, IReadOnlyList<StrategyVersion> versions) =>
        new(StrategyDescription.FromVersion(version), version.Text, [.. versions.Select(StrategyVersionDescription.FromVersion)]);

    private static IResult Unchangeable(IStrategy strategy) => StrategyCatalog.IsBuiltIn(strategy)
        ? Problems.Problem(
            StatusCodes.Status409Conflict, "The strategy is built in",
            $"'{strategy.Name}' comes with Trad; it can be neither changed nor removed.")
        : Problems.Problem(
            StatusCodes.Status409Conflict, "The strategy is a file of the host",
            $"'{strategy.Name}' comes from the folder of strategies that the host was started with; change or remove its file there, or choose another name.");
}
