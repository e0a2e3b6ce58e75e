using Trad.Candles;

namespace Trad.Storage.Candles;

/// <summary>A commit as it lies on this machine.</summary>
/// <param name="Content">Its content; see <see cref="CommitFile"/>.</param>
/// <param name="Merged">Months of it that were merged already.</param>
internal sealed record GatheredCommit(Stream Content, IReadOnlyDictionary<Month, MergedMonth> Merged)
{
    /// <summary>Of a commit that another process gathered.</summary>
    public static IReadOnlyDictionary<Month, MergedMonth> NothingMerged { get; } = new Dictionary<Month, MergedMonth>();
}
