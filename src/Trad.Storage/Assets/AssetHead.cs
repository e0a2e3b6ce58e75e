using System.Collections.Immutable;
using Azure;
using Azure.Data.Tables;
using Trad.Storage.Tables;

namespace Trad.Storage.Assets;

/// <summary>
/// The row that every change of an asset replaces in the same transaction. It counts the changes and names the assets of the
/// last ones, so that a process which remembers the assets learns from one look-up which of them to read again.
/// </summary>
internal sealed record AssetHead
{
    public const string RowKey = "head";

    // 33 characters each; a column holds 32 Ki.
    private const int MostRecent = 256;

    /// <summary>Changes so far.</summary>
    public int Version { get; init; }

    /// <summary>The assets of the last changes, the latest last.</summary>
    public ImmutableList<string> Recent { get; init; } = [];

    /// <summary>The row's version; absent before the first change.</summary>
    public ETag? ETag { get; init; }

    /// <summary>
    /// Reads the row. One that cannot be read gets a number that no count of changes has reached, upon which whoever remembers
    /// assets reads them all again.
    /// </summary>
    public static AssetHead From(TableEntity entity) =>
        StoredRow.TryRead(
            entity,
            row =>
                new AssetHead
                {
                    Version = row.Required<int>(nameof(Version)),
                    Recent = [.. row.Required<string>(nameof(Recent)).Split(',')],
                },
            out var head, out _)
            ? head with { ETag = entity.ETag }
            : new AssetHead
            {
                Version = (int)((entity.Timestamp ?? DateTimeOffset.UnixEpoch).ToUnixTimeSeconds() % int.MaxValue),
                ETag = entity.ETag,
            };

    /// <summary>The head after one more change.</summary>
    public AssetHead After(string id) => this with
    {
        Version = Version + 1,
        Recent = Recent.Add(id).RemoveRange(0, Math.Max(0, Recent.Count + 1 - MostRecent)),
    };

    /// <summary>The assets that changed since a version; null when that is too long ago to tell.</summary>
    public IReadOnlyCollection<string>? ChangedSince(int version) => Version - version <= Recent.Count
        ? Recent.Skip(Recent.Count - (Version - version)).ToHashSet(StringComparer.Ordinal)
        : null;

    /// <summary>The write that replaces the row, on condition that nobody else has.</summary>
    public TableTransactionAction ToAction()
    {
        var entity = new TableEntity(AssetEntity.PartitionKey, RowKey)
        {
            [nameof(Version)] = Version,
            [nameof(Recent)] = string.Join(',', Recent),
        };
        return ETag is { } known
            ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, entity, known)
            : new TableTransactionAction(TableTransactionActionType.Add, entity);
    }
}
