using Azure;
using Trad.Training.Strategies;

namespace Trad.Storage.Strategies;

/// <summary>What is kept of a strategy beside its versions, also when it was removed: its numbers are not given again.</summary>
/// <param name="Name">The strategy.</param>
/// <param name="Last">The last number that a version got.</param>
/// <param name="RemovedUpTo">Versions up to this number were removed together with the strategy, 0 for none; rows may be left of them.</param>
/// <param name="Versions">How many there are.</param>
/// <param name="Newest">The newest of them; null when there are none.</param>
internal sealed record StrategyHead(string Name, int Last, int RemovedUpTo, int Versions, StrategyVersion? Newest)
{
    /// <summary>The head of a name that there never was.</summary>
    public static StrategyHead None(string name) => new(name, 0, 0, 0, null);

    /// <summary>The head with one version more, and that version.</summary>
    public (StrategyHead Head, StrategyVersion Added) With(StrategyDraft draft)
    {
        var added = new StrategyVersion(Name, Last + 1, draft.Hash, draft.CreatedAt, draft.Text);
        return (this with { Last = added.Version, Versions = Versions + 1, Newest = added }, added);
    }

    /// <summary>The head without any version.</summary>
    public StrategyHead Removed() => this with { RemovedUpTo = Last, Versions = 0, Newest = null };

    /// <summary>The strategy, or null when there is none (any more).</summary>
    /// <param name="revision">The version of the head's row.</param>
    public OwnStrategy? ToStrategy(ETag revision) => Newest is null ? null : new OwnStrategy(Newest, Versions, revision.ToString());
}
