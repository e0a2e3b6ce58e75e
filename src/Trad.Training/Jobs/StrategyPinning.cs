using Trad.Backtesting.Strategies;
using Trad.Training.Requests;
using Trad.Training.Strategies;

namespace Trad.Training.Jobs;

/// <summary>
/// Puts into requests what they name of the strategies of one's own, so that a job does not depend on what becomes of these.
/// </summary>
/// <param name="strategies">Where they are kept.</param>
public sealed class StrategyPinning(IStrategyStore strategies)
{
    /// <summary>The request with the version that it names, or the newest; as it is when it names a built-in strategy or none.</summary>
    /// <param name="request">The request.</param>
    /// <param name="errors">Receives what is wrong with the version, and with a text that is sent along.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <returns>The request, and the names that it could have named when it names none that is known.</returns>
    public async Task<(TrainingRequest Request, IReadOnlyList<string> Own)> PinAsync(
        TrainingRequest request, ValidationErrors errors, CancellationToken cancellationToken)
    {
        if (request.StrategyHash is { } told && CheckHash(request, told) is { } wrong)
        {
            errors.Add("strategyHash", wrong);
        }

        if (request.PinnedStrategy is { } pinned)
        {
            await CheckAsync(request.Strategy ?? "", pinned, errors, cancellationToken);
            return (request, []);
        }

        if (request.Strategy is not { } name)
        {
            return (request, []);
        }

        if (StrategyCatalog.TryGet(name, out var registered))
        {
            // What a clone brings along stays until its candles are read: then it is told when the file is another by now.
            return (request with { StrategyHash = request.StrategyHash ?? StrategyCatalog.HashOf(registered) }, []);
        }

        if (await strategies.FindAsync(name, cancellationToken) is not { } known)
        {
            return (request, [.. (await strategies.ReadAllAsync(cancellationToken)).Strategies.Select(strategy => strategy.Name)]);
        }

        var version = request.StrategyVersion is { } asked && asked != known.Newest.Version
            ? await strategies.FindVersionAsync(name, asked, cancellationToken)
            : known.Newest;
        if (version is null)
        {
            var all = await strategies.ReadVersionsAsync(name, cancellationToken);
            errors.Add(
                "strategyVersion",
                $"is {request.StrategyVersion}; '{name}' has {StrategyNames.List([.. all.Reverse().Select(each => $"{each.Version}")])}");
        }

        // The rest of the request is looked at all the same.
        var pin = (version ?? known.Newest).Pin();
        return (request with { StrategyVersion = pin.Version, PinnedStrategy = pin }, []);
    }

    private static string? CheckHash(TrainingRequest request, string told) =>
        told.Length != RequestLimits.HashLength || !told.All(char.IsAsciiHexDigitLower)
            ? $"is no SHA-256; allowed are {RequestLimits.HashLength} hexadecimal digits"
            : ChangedPlugIn.HashOf(request) is null ? $"is given, but the strategy '{request.Strategy}' is of no file of the host; leave it out"
            : null;

    // A text may be of a version that is not kept here (any more), but not another one under the number of one that is.
    private async Task CheckAsync(string name, PinnedStrategy pinned, ValidationErrors errors, CancellationToken cancellationToken)
    {
        if (StrategyCatalog.TryGet(name, out var known))
        {
            errors.Add(
                "pinnedStrategy",
                $"cannot go with '{name}', which is {(StrategyCatalog.IsBuiltIn(known) ? "a built-in strategy" : "a strategy in C# of this host")}");
        }
        else if (await strategies.FindVersionAsync(name, pinned.Version, cancellationToken) is { } kept && kept.Hash != pinned.Hash)
        {
            errors.Add(
                "pinnedStrategy",
                $"has the hash '{pinned.Hash}', but version {pinned.Version} of '{name}' has {kept.Hash}; leave it out, or send the text of that version");
        }
    }
}
