using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Trad.Candles;
using Trad.Storage.Tables;
using Trad.Training;
using Trad.Training.Jobs;

namespace Trad.Storage.Jobs;

/// <summary>
/// Jobs in a table, one row each, newest first; beside them the counter of their numbers. The index by number has a table of its
/// own, with a partition for each: no list has to pass it.
/// </summary>
public sealed class TableJobStore(StorageClients clients) : IJobStore
{
    private const string CounterPartition = "counter";
    private const string CounterRow = "job-number";
    private const string NumberRow = "number";

    private static readonly string All = TableClient.CreateQueryFilter($"PartitionKey eq {JobEntity.PartitionKey}");

    private readonly TableClient _jobs = clients.Table(TableSet.Jobs);
    private readonly TableClient _numbers = clients.Table(TableSet.JobNumbers);
    private TableEntity? _counter;

    /// <inheritdoc/>
    public string NewId(DateTimeOffset createdAt) => JobKey.NewId(createdAt);

    /// <inheritdoc/>
    public Task<int> TakeNumberAsync(CancellationToken cancellationToken) => OptimisticUpdate.RunAsync(
        "the number of the last job",
        async () =>
        {
            // The counter as this process saw it last is mostly still the present one.
            var known = Interlocked.Exchange(ref _counter, null) ?? await ReadCounterAsync(cancellationToken);
            var last = known is null ? 0 : known.TryGetValue("Last", out var counted)
                && counted is int number ? number : await FindLastNumberAsync(cancellationToken);
            var next = new TableEntity(CounterPartition, CounterRow) { ["Last"] = last + 1 };
            try
            {
                var response = known is null
                    ? await _jobs.AddEntityAsync(next, cancellationToken)
                    : await _jobs.UpdateEntityAsync(next, known.ETag, TableUpdateMode.Replace, cancellationToken);
                next.ETag = response.Headers.ETag!.Value;
                Volatile.Write(ref _counter, next);
                return (true, next.GetInt32("Last")!.Value);
            }
            catch (RequestFailedException taken) when (OptimisticUpdate.IsConflict(taken))
            {
                // Another job took this number; try the one after it.
                return default;
            }
        },
        cancellationToken);

    /// <inheritdoc/>
    public async Task<bool> TryAddAsync(TrainingJob job, CancellationToken cancellationToken)
    {
        try
        {
            // The job first, so that no number leads nowhere. A job whose index row is missing is found by a search.
            await _jobs.AddEntityAsync(JobEntity.From(job), cancellationToken);
            await IndexAsync(job.Number, job.Id, cancellationToken);
            return true;
        }
        catch (RequestFailedException exists) when (exists.Status == 409)
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public async Task<TrainingJob?> FindAsync(string id, CancellationToken cancellationToken) =>
        await FindEntityAsync(id, cancellationToken) is { } entity ? JobEntity.Read(entity) : null;

    /// <inheritdoc/>
    public async Task<string?> FindIdAsync(int number, CancellationToken cancellationToken)
    {
        var index = await _numbers.GetEntityIfExistsAsync<TableEntity>(NumberKey(number), NumberRow, cancellationToken: cancellationToken);
        if (index.HasValue && index.Value!.TryGetValue("Id", out var id)
            && await FindAsync(id as string ?? "", cancellationToken) is { } indexed && indexed.Number == number)
        {
            return indexed.Id;
        }

        var filter = $"{All} and {TableClient.CreateQueryFilter($"Number eq {number}")}";
        await foreach (var job in _jobs.QueryAsync<TableEntity>(filter, select: ["RowKey"], cancellationToken: cancellationToken))
        {
            await IndexAsync(number, JobEntity.IdOf(job), cancellationToken);
            return JobEntity.IdOf(job);
        }

        return null;
    }

    /// <inheritdoc/>
    public Task<ListPage<TrainingJob>> ListAsync(
        JobFilter filter, int limit, string? continuationToken, CancellationToken cancellationToken)
    {
        var conditions = new List<string> { All };
        if (filter.State is { } state)
        {
            conditions.Add(TableClient.CreateQueryFilter($"State eq {state.ToString()}"));
        }

        if (filter.Strategy is { } strategy)
        {
            conditions.Add(TableClient.CreateQueryFilter($"Strategy eq {strategy}"));
        }

        if (filter.Symbol is { } symbol)
        {
            var alone = TableClient.CreateQueryFilter($"Symbol eq {symbol}");
            conditions.Add(Market.IsSymbol(symbol) ? $"({alone} or {JobEntity.ColumnOf(symbol)} eq true)" : alone);
        }

        return _jobs.ReadPageAsync(
            string.Join(" and ", conditions), limit, continuationToken, JobEntity.ToJob, JobEntity.IdOf, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ReadUnfinishedAsync(DateTimeOffset? createdSince, CancellationToken cancellationToken)
    {
        var filter = $"{All} and (State eq '{nameof(JobState.Queued)}' or State eq '{nameof(JobState.Running)}')";
        if (createdSince is { } moment)
        {
            var end = JobKey.KeyBehind(moment);
            filter += $" and {TableClient.CreateQueryFilter($"RowKey lt {end}")}";
        }

        return await _jobs.QueryAsync<TableEntity>(filter, select: ["RowKey"], cancellationToken: cancellationToken)
            .Select(JobEntity.IdOf).ToListAsync(cancellationToken);
    }

    /// <inheritdoc/>
    public IAsyncEnumerable<EndedJob> ReadEndedAsync(CancellationToken cancellationToken)
    {
        // A column that is absent cannot be asked for, so jobs whose journal is gone are passed over here.
        string[] columns = ["RowKey", "Attempt", "FinishedAt", "JournalRemovedAt"];
        var filter = $"{All} and State ne '{nameof(JobState.Queued)}' and State ne '{nameof(JobState.Running)}'";
        return _jobs.QueryAsync<TableEntity>(filter, select: columns, cancellationToken: cancellationToken)
            .Where(row => !row.TryGetValue("JournalRemovedAt", out var removedAt) || removedAt is null)
            .Select(row => StoredRow.TryRead(row, ToEnded, out var ended, out _) ? ended : null)
            .OfType<EndedJob>();
    }

    /// <inheritdoc/>
    public Task<TrainingJob?> UpdateAsync(string id, Func<TrainingJob, TrainingJob> change, CancellationToken cancellationToken) =>
        OptimisticUpdate.RunAsync<TrainingJob?>(
            $"the job '{id}'",
            async () =>
            {
                if (await FindEntityAsync(id, cancellationToken) is not { } entity)
                {
                    return (true, null);
                }

                var found = JobEntity.Read(entity);
                var changed = change(found);
                if (ReferenceEquals(found, changed))
                {
                    return (true, found);
                }

                try
                {
                    await _jobs.UpdateEntityAsync(JobEntity.From(changed), entity.ETag, TableUpdateMode.Replace, cancellationToken);
                    return (true, changed);
                }
                catch (RequestFailedException conflict) when (OptimisticUpdate.IsConflict(conflict))
                {
                    // Somebody else changed the job since it was read; apply the change to what it is now.
                    return default;
                }
            },
            cancellationToken);

    /// <inheritdoc/>
    public async Task DeleteAsync(TrainingJob job, CancellationToken cancellationToken)
    {
        await _numbers.DeleteEntityAsync(NumberKey(job.Number), NumberRow, ETag.All, cancellationToken);
        await _jobs.DeleteEntityAsync(JobEntity.PartitionKey, JobKey.RowKey(job.Id), ETag.All, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task DeleteDamagedAsync(string id, CancellationToken cancellationToken)
    {
        if (await FindEntityAsync(id, cancellationToken) is { } row)
        {
            if (row.TryGetValue("Number", out var number) && number is int known)
            {
                await _numbers.DeleteEntityAsync(NumberKey(known), NumberRow, ETag.All, cancellationToken);
            }

            await _jobs.DeleteEntityAsync(JobEntity.PartitionKey, row.RowKey, ETag.All, cancellationToken);
        }
    }

    private static EndedJob ToEnded(TableEntity row) =>
        new(JobEntity.IdOf(row), row.Required<int>("Attempt"), row.Required<DateTimeOffset>("FinishedAt"));

    private static string NumberKey(int number) => number.ToString("D10", CultureInfo.InvariantCulture);

    private Task<Response> IndexAsync(int number, string id, CancellationToken cancellationToken) => _numbers.UpsertEntityAsync(
        new TableEntity(NumberKey(number), NumberRow) { ["Id"] = id }, TableUpdateMode.Replace, cancellationToken);

    // Only for a counter that is damaged: no number may be given twice.
    private async Task<int> FindLastNumberAsync(CancellationToken cancellationToken) =>
        await _jobs.QueryAsync<TableEntity>(All, select: ["Number"], cancellationToken: cancellationToken)
            .Select(row => row.TryGetValue("Number", out var number) && number is int known ? known : 0)
            .DefaultIfEmpty().MaxAsync(cancellationToken: cancellationToken);

    private async Task<TableEntity?> ReadCounterAsync(CancellationToken cancellationToken)
    {
        var found = await _jobs.GetEntityIfExistsAsync<TableEntity>(CounterPartition, CounterRow, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    private async Task<TableEntity?> FindEntityAsync(string id, CancellationToken cancellationToken)
    {
        if (!JobKey.IsId(id))
        {
            return null;
        }

        var found = await _jobs.GetEntityIfExistsAsync<TableEntity>(
            JobEntity.PartitionKey, JobKey.RowKey(id), cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }
}
