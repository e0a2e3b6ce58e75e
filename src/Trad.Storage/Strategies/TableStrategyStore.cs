using Azure;
using Azure.Data.Tables;
using Trad.Candles.Stores;
using Trad.Storage.Tables;
using Trad.Training.Strategies;

namespace Trad.Storage.Strategies;

/// <summary>Strategies in a table: a head for each name and a row for each version.</summary>
public sealed class TableStrategyStore(StorageClients clients) : IStrategyStore
{
    private const string Kind = "strategy";

    private readonly TableClient _table = clients.Table(TableSet.Strategies);

    /// <inheritdoc/>
    public async Task<(IReadOnlyList<OwnStrategy> Strategies, IReadOnlyList<DamagedRecord> Damaged)> ReadAllAsync(
        CancellationToken cancellationToken)
    {
        var (found, damaged) = (new List<OwnStrategy>(), new List<DamagedRecord>());
        await foreach (var row in _table.QueryAsync<TableEntity>(StrategyRow.AllHeads, cancellationToken: cancellationToken))
        {
            if (!StoredRow.TryRead(row, StrategyRow.ToHead, out var head, out var problem))
            {
                damaged.Add(new DamagedRecord(StrategyRow.NameOf(row), problem));
            }
            else if (head.ToStrategy(row.ETag) is { } strategy)
            {
                found.Add(strategy);
            }
        }

        return (found, damaged);
    }

    /// <inheritdoc/>
    public async Task<OwnStrategy?> FindAsync(string name, CancellationToken cancellationToken) =>
        await FindHeadAsync(name, cancellationToken) is var (head, read) && read is { } revision ? head.ToStrategy(revision) : null;

    /// <inheritdoc/>
    public async Task<StrategyVersion?> FindVersionAsync(string name, int version, CancellationToken cancellationToken)
    {
        var (head, _) = await FindHeadAsync(name, cancellationToken);
        if (version <= head.RemovedUpTo || version > head.Last)
        {
            return null;
        }

        return version == head.Newest?.Version
            ? head.Newest
            : await FindRowAsync(StrategyRow.VersionKey(name, version), cancellationToken) is { } row ? Read(row) : null;
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<StrategyVersion>> ReadVersionsAsync(string name, CancellationToken cancellationToken)
    {
        var (head, _) = await FindHeadAsync(name, cancellationToken);
        return head.Newest is null ? [] : await ReadVersionsAsync(head, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<OwnStrategy?> AddVersionAsync(
        string name, Func<OwnStrategy?, StrategyDraft?> draft, CancellationToken cancellationToken) =>
        ChangeAsync(
            name,
            (head, present, _) =>
            {
                if (draft(present) is not { } made)
                {
                    return Task.FromResult<Change>(new(present, null, []));
                }

                var (next, added) = head.With(made);
                return Task.FromResult<Change>(
                    new(null, next, [new TableTransactionAction(TableTransactionActionType.Add, StrategyRow.From(added))]));
            },
            cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> RemoveVersionAsync(
        string name, int version, Predicate<OwnStrategy> applies, CancellationToken cancellationToken)
    {
        var isThere = false;
        await ChangeAsync(
            name,
            async (head, present, token) =>
            {
                isThere = present is not null && version > head.RemovedUpTo && version <= head.Last
                    && await FindRowAsync(StrategyRow.VersionKey(name, version), token) is not null;
                if (!isThere || !applies(present!))
                {
                    return new Change(present, null, []);
                }

                var newest = version != head.Newest!.Version
                    ? head.Newest
                    : (await ReadVersionsAsync(head, token)).FirstOrDefault(each => each.Version != version);
                var next = newest is null ? head.Removed() : head with { Versions = head.Versions - 1, Newest = newest };
                var row = new TableEntity(StrategyRow.PartitionKey, StrategyRow.VersionKey(name, version));
                return new Change(null, next, [new TableTransactionAction(TableTransactionActionType.Delete, row, ETag.All)]);
            },
            cancellationToken);
        return isThere;
    }

    /// <inheritdoc/>
    public async Task<bool> RemoveAsync(string name, Predicate<OwnStrategy> applies, CancellationToken cancellationToken)
    {
        var isThere = false;
        StrategyHead? removed = null;
        try
        {
            await ChangeAsync(
                name,
                (head, present, _) =>
                {
                    isThere = present is not null;
                    removed = present is not null && applies(present) ? head.Removed() : null;
                    return Task.FromResult(new Change(present, removed, []));
                },
                cancellationToken);
        }
        catch (DamagedRecordException)
        {
            removed = await RemoveDamagedAsync(name, cancellationToken);
            isThere = true;
        }

        if (removed is not null)
        {
            // They cannot be found any more; what an interruption leaves of them, the next removal takes away.
            await DeleteRowsAsync(StrategyRow.Versions(name, 0, removed.Last), cancellationToken);
        }

        return isThere;
    }

    // The numbers that the head cannot tell any more stand in the keys of the versions.
    private async Task<StrategyHead> RemoveDamagedAsync(string name, CancellationToken cancellationToken)
    {
        var keys = await _table.QueryAsync<TableEntity>(
            StrategyRow.Versions(name, 0, int.MaxValue), select: ["RowKey"], cancellationToken: cancellationToken)
            .ToListAsync(cancellationToken);
        var last = keys.Count == 0 ? 0 : StrategyRow.NumberOf(keys[^1]);
        var removed = (StrategyHead.None(name) with { Last = last }).Removed();
        await _table.SubmitTransactionAsync([StrategyRow.Change(removed, ETag.All)], cancellationToken);
        return removed;
    }

    private async Task DeleteRowsAsync(string filter, CancellationToken cancellationToken)
    {
        try
        {
            await _table.DeleteAllAsync(filter, cancellationToken);
        }
        catch (RequestFailedException gone) when (gone.Status == 404)
        {
            // Somebody else removes them at this moment.
        }
    }

    // One change of a head and of rows beside it, both or neither.
    private Task<OwnStrategy?> ChangeAsync(
        string name, Func<StrategyHead, OwnStrategy?, CancellationToken, Task<Change>> change, CancellationToken cancellationToken) =>
        OptimisticUpdate.RunAsync(
            $"the strategy '{name}'",
            async () =>
            {
                var (head, read) = await FindHeadAsync(name, cancellationToken);
                var made = await change(head, read is { } revision ? head.ToStrategy(revision) : null, cancellationToken);
                if (made.Next is not { } next)
                {
                    return (true, made.Kept);
                }

                try
                {
                    var written = await _table.SubmitTransactionAsync([StrategyRow.Change(next, read), .. made.Rows], cancellationToken);
                    return (true, next.ToStrategy(written.Value[0].Headers.ETag!.Value));
                }
                catch (RequestFailedException conflict) when (OptimisticUpdate.IsConflict(conflict))
                {
                    // Somebody else changed the strategy since it was read; apply the change to what it is now.
                    return default;
                }
            },
            cancellationToken);

    private async Task<IReadOnlyList<StrategyVersion>> ReadVersionsAsync(StrategyHead head, CancellationToken cancellationToken)
    {
        var rows = await _table.QueryAsync<TableEntity>(
            StrategyRow.Versions(head.Name, head.RemovedUpTo, head.Last), cancellationToken: cancellationToken)
            .ToListAsync(cancellationToken);
        return [.. rows.Select(Read).Reverse()];
    }

    private async Task<(StrategyHead Head, ETag? Read)> FindHeadAsync(string name, CancellationToken cancellationToken) =>
        StrategyIdentity.IsName(name) && await FindRowAsync(StrategyRow.HeadKey(name), cancellationToken) is { } row
            ? (StoredRow.Read(Kind, row, StrategyRow.NameOf, StrategyRow.ToHead), row.ETag)
            : (StrategyHead.None(name), null);

    private static StrategyVersion Read(TableEntity row) => StoredRow.Read(Kind, row, each => each.RowKey, StrategyRow.ToVersion);

    private async Task<TableEntity?> FindRowAsync(string rowKey, CancellationToken cancellationToken)
    {
        var found = await _table.GetEntityIfExistsAsync<TableEntity>(
            StrategyRow.PartitionKey, rowKey, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    /// <param name="Kept">The strategy as it stays, when nothing is written.</param>
    /// <param name="Next">The head as it is written; null for no change.</param>
    /// <param name="Rows">What is written beside it.</param>
    private sealed record Change(OwnStrategy? Kept, StrategyHead? Next, IReadOnlyList<TableTransactionAction> Rows);
}
