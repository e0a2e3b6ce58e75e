using Trad.Backtesting.Strategies;
using Trad.Backtesting.Strategies.Rules;
using Trad.Candles.Stores;
using Trad.Training;
using Trad.Training.Strategies;

namespace Trad.Functions.Strategies;

/// <summary>The strategies that a training can name: built-in ones and those of one's own.</summary>
/// <param name="strategies">Where those of one's own are kept.</param>
public sealed class KnownStrategies(IStrategyStore strategies)
{
    /// <summary>All of them, those of one's own in their newest version, in the order of the names.</summary>
    public async Task<ListPage<StrategyDescription>> ListAsync(CancellationToken cancellationToken)
    {
        var (own, damaged) = await strategies.ReadAllAsync(cancellationToken);
        var hidden = own.ToDictionary(each => each.Name, each => each.Newest.Version, StringComparer.Ordinal);
        var all = StrategyCatalog.All.Select(strategy => StrategyDescription.FromStrategy(strategy) with
        {
            HiddenVersion = hidden.TryGetValue(strategy.Name, out var version) ? version : null,
        }).ToList();
        var unreadable = damaged.ToList();

        // A file of the host that took the name of a kept strategy is what a training gets.
        foreach (var strategy in own.Where(each => !StrategyCatalog.TryGet(each.Name, out _)))
        {
            try
            {
                all.Add(StrategyDescription.FromVersion(strategy.Newest));
            }
            catch (RuleException refused)
            {
                unreadable.Add(new DamagedRecord(strategy.Name, refused.Message));
            }
        }

        return new ListPage<StrategyDescription>([.. all.OrderBy(strategy => strategy.Name, StringComparer.Ordinal)], null)
        {
            Damaged = unreadable.Count == 0 ? null : unreadable,
        };
    }

    /// <summary>A strategy to compute with, and what tells its versions apart; null when there is none.</summary>
    /// <param name="name">The name.</param>
    /// <param name="version">The version; null for a built-in strategy, or for the newest.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="RuleException">This version of Trad cannot carry it out.</exception>
    public async Task<(IStrategy Strategy, string Hash)?> FindAsync(string name, int? version, CancellationToken cancellationToken)
    {
        if (StrategyCatalog.TryGet(name, out var known))
        {
            return version is null ? (known, "") : null;
        }

        var found = version is { } number
            ? await strategies.FindVersionAsync(name, number, cancellationToken)
            : (await strategies.FindAsync(name, cancellationToken))?.Newest;
        return found is null ? null : (PinnedStrategies.Resolve(found.Pin()), found.Hash);
    }

    /// <summary>Says that there is no such strategy, and which there are.</summary>
    public async Task<string> DescribeMissingAsync(string name, int? version, CancellationToken cancellationToken)
    {
        if (version is not null && StrategyCatalog.TryGet(name, out var known))
        {
            return $"'{name}' is {(StrategyCatalog.IsBuiltIn(known) ? "a built-in strategy" : "a strategy in C# of this host")}, which has no versions.";
        }

        if (version is not null && await strategies.ReadVersionsAsync(name, cancellationToken) is { Count: > 0 } versions)
        {
            return $"There is no version {version} of '{name}'; there are {StrategyNames.List([.. versions.Reverse().Select(each => $"{each.Version}")])}.";
        }

        var own = (await strategies.ReadAllAsync(cancellationToken)).Strategies.Select(strategy => strategy.Name);
        string[] names = [.. StrategyCatalog.All.Select(strategy => strategy.Name), .. own];
        var nearest = NearestName.Suggestion(name, names);
        return $"There is no strategy {StrategyNames.Quote(name)}; known are {StrategyNames.List(names)}{(nearest.Length == 0 ? "." : nearest)}";
    }
}
