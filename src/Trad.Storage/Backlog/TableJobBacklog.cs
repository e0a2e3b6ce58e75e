using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Trad.Storage.Tables;
using Trad.Training.Jobs;

namespace Trad.Storage.Backlog;

/// <summary>
/// The queue in a small table of its own, read as a whole. Starting a job replaces the head row on condition that nobody
/// else has since the reading, so that two hosts never start more jobs together than each alone may.
/// </summary>
public sealed class TableJobBacklog(StorageClients clients) : IJobBacklog
{
    private const string Partition = "job";
    private const string Head = "head";
    private const int HighestPriority = 10;

    private readonly TableClient _table = clients.Table(TableSet.Backlog);

    /// <inheritdoc/>
    public Task AddAsync(TrainingJob job, CancellationToken cancellationToken)
    {
        var place = new TableEntity(Partition, RowKey(job.Request.Priority ?? 0, job.Number))
        {
            ["Id"] = job.Id,
            ["Number"] = job.Number,
            ["Priority"] = job.Request.Priority ?? 0,
            ["Attempt"] = job.Attempt,
            ["AddedAt"] = job.QueuedAt,
            ["TraceParent"] = job.TraceParent,
        };
        return OptimisticUpdate.RunAsync(
            $"the place of job #{job.Number}",
            async () =>
            {
                try
                {
                    var earlier = await FindAsync(place.RowKey, cancellationToken);
                    if (earlier is not null && StoredRow.TryRead(earlier, ToPlace, out var taken, out _) && taken.Attempt >= job.Attempt)
                    {
                        return (true, true);
                    }

                    await (earlier is null
                        ? _table.AddEntityAsync(place, cancellationToken)
                        : _table.UpdateEntityAsync(place, earlier.ETag, TableUpdateMode.Replace, cancellationToken));
                    return (true, true);
                }
                catch (RequestFailedException changed) when (OptimisticUpdate.IsConflict(changed))
                {
                    // Somebody else added, started or removed it at this moment.
                    return default;
                }
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<JobQueueState> ReadAsync(CancellationToken cancellationToken)
    {
        var jobs = new List<QueuedJob>();
        string? version = null;
        await foreach (var row in _table.QueryAsync<TableEntity>(
            TableClient.CreateQueryFilter($"PartitionKey eq {Partition}"), cancellationToken: cancellationToken))
        {
            if (row.RowKey == Head)
            {
                version = row.ETag.ToString();
            }
            else if (StoredRow.TryRead(row, ToPlace, out var place, out _))
            {
                jobs.Add(place);
            }

            // A place that cannot be read is none: the clean-up finds its job without one, and gives it one over this.
        }

        return new JobQueueState(jobs, version);
    }

    /// <inheritdoc/>
    public async Task<bool> TryStartAsync(JobQueueState state, QueuedJob job, CancellationToken cancellationToken)
    {
        var head = new TableEntity(Partition, Head);
        var started = new TableEntity(Partition, RowKey(job.Priority, job.Number))
        {
            ["StartedAt"] = job.StartedAt,
            ["Attempt"] = job.Attempt,
        };
        try
        {
            await _table.SubmitTransactionAsync(
                [
                    state.Version is { } version
                        ? new TableTransactionAction(TableTransactionActionType.UpdateReplace, head, new ETag(version))
                        : new TableTransactionAction(TableTransactionActionType.Add, head),
                    new TableTransactionAction(TableTransactionActionType.UpdateMerge, started, ETag.All),
                ],
                cancellationToken);
            return true;
        }
        catch (RequestFailedException changed) when (OptimisticUpdate.IsConflict(changed))
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public Task RemoveAsync(TrainingJob job, CancellationToken cancellationToken) =>
        RemoveAsync(job.Request.Priority ?? 0, job.Number, job.Attempt, cancellationToken);

    /// <inheritdoc/>
    public Task RemoveAsync(QueuedJob place, CancellationToken cancellationToken) =>
        RemoveAsync(place.Priority, place.Number, place.Attempt, cancellationToken);

    private Task<bool> RemoveAsync(int priority, int number, int attempt, CancellationToken cancellationToken) => OptimisticUpdate.RunAsync(
        $"the place of job #{number}",
        async () =>
        {
            if (await FindAsync(RowKey(priority, number), cancellationToken) is not { } place
                || (StoredRow.TryRead(place, ToPlace, out var taken, out _) && taken.Attempt > attempt))
            {
                return (true, true);
            }

            try
            {
                await _table.DeleteEntityAsync(Partition, place.RowKey, place.ETag, cancellationToken);
                return (true, true);
            }
            catch (RequestFailedException changed) when (OptimisticUpdate.IsConflict(changed))
            {
                // It was started, or taken by a later attempt, at this moment.
                return default;
            }
        },
        cancellationToken);

    private static QueuedJob ToPlace(TableEntity row) => new(
        row.Required<string>("Id"),
        row.Required<int>("Number"),
        row.Required<int>("Priority"),
        row.Required<int>("Attempt"),
        row.Required<DateTimeOffset>("AddedAt"),
        row.GetDateTimeOffset("StartedAt"))
    {
        TraceParent = row.GetString("TraceParent"),
    };

    private async Task<TableEntity?> FindAsync(string rowKey, CancellationToken cancellationToken)
    {
        var found = await _table.GetEntityIfExistsAsync<TableEntity>(Partition, rowKey, cancellationToken: cancellationToken);
        return found.HasValue ? found.Value : null;
    }

    // The head sorts behind every job: digits come before letters.
    private static string RowKey(int priority, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{HighestPriority - priority:D2}-{number:D10}");
}
