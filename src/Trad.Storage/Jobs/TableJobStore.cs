using Azure;
using Azure.Data.Tables;
using Trad.Training.Jobs;

namespace Trad.Storage.Jobs;

/// <summary>Jobs in a table, one row each, newest first, and the counter of their numbers.</summary>
public sealed class TableJobStore(StorageClients clients) : IJobStore
{
    private const string CounterPartition = "counter";
    private const string CounterRow = "job-number";

    private readonly TableClient _jobs = clients.Table("Jobs");

    /// <inheritdoc/>
    public async Task<TrainingJob> CreateAsync(DateTimeOffset createdAt, Func<string, int, TrainingJob> make, CancellationToken cancellationToken)
    {
        var job = make(JobKey.NewId(createdAt), await NextNumberAsync(cancellationToken));
        await _jobs.AddEntityAsync(JobEntity.From(job), cancellationToken);
        return job;
    }

    /// <inheritdoc/>
    public async Task<TrainingJob?> FindAsync(string id, CancellationToken cancellationToken) =>
        await FindEntityAsync(id, cancellationToken) is { } entity ? JobEntity.ToJob(entity) : null;

    /// <inheritdoc/>
    public Task<ListPage<TrainingJob>> ListAsync(int limit, string? continuationToken, CancellationToken cancellationToken) =>
        _jobs.ReadPageAsync(
            TableClient.CreateQueryFilter($"PartitionKey eq {JobEntity.PartitionKey}"), limit, continuationToken, JobEntity.ToJob, cancellationToken);

    /// <inheritdoc/>
    public async Task<TrainingJob?> UpdateAsync(string id, Func<TrainingJob, TrainingJob> change, CancellationToken cancellationToken)
    {
        while (await FindEntityAsync(id, cancellationToken) is { } entity)
        {
            var changed = change(JobEntity.ToJob(entity));
            try
            {
                await _jobs.UpdateEntityAsync(JobEntity.From(changed), entity.ETag, TableUpdateMode.Replace, cancellationToken);
                return changed;
            }
            catch (RequestFailedException conflict) when (conflict.Status == 412)
            {
                // Somebody else changed the job since it was read; apply the change to what it is now.
            }
        }

        return null;
    }

    /// <inheritdoc/>
    public async Task ReportProgressAsync(string id, JobProgress progress, CancellationToken cancellationToken) =>
        await _jobs.UpdateEntityAsync(JobEntity.ProgressOnly(id, progress), ETag.All, TableUpdateMode.Merge, cancellationToken);

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

    private async Task<int> NextNumberAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var found = await _jobs.GetEntityIfExistsAsync<TableEntity>(CounterPartition, CounterRow, cancellationToken: cancellationToken);
            var next = (found.HasValue ? found.Value!.GetInt32("Last")!.Value : 0) + 1;
            var counter = new TableEntity(CounterPartition, CounterRow) { ["Last"] = next };
            try
            {
                await (found.HasValue
                    ? _jobs.UpdateEntityAsync(counter, found.Value!.ETag, TableUpdateMode.Replace, cancellationToken)
                    : _jobs.AddEntityAsync(counter, cancellationToken));
                return next;
            }
            catch (RequestFailedException taken) when (taken.Status is 409 or 412)
            {
                // Another job took this number; try the one after it.
            }
        }
    }
}
