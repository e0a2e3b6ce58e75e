using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Trad.Training;
using Trad.Training.Jobs;

namespace Trad.Storage.Journal;

/// <summary>Live progress, one row per job beside its journal.</summary>
public sealed class TableProgressStore(StorageClients clients) : IProgressStore
{
    private const string RowKey = "progress";

    private readonly TableClient _table = clients.Table("Journal");

    /// <inheritdoc/>
    public async Task<RecordedProgress> WriteAsync(
        string jobId, int attempt, JobProgress progress, DateTimeOffset at, string? version, CancellationToken cancellationToken)
    {
        var known = version is null ? await FindAsync(jobId, cancellationToken) : null;
        var etag = version;
        var cancel = false;
        while (true)
        {
            if (known is not null)
            {
                if (known.Attempt > attempt)
                {
                    return known;
                }

                etag = known.Version;
                cancel = known.Attempt == attempt && known.IsCancelRequested;
                progress = known.Attempt == attempt ? progress.NotBefore(known.Progress) : progress;
            }

            var entity = new TableEntity(jobId, RowKey)
            {
                ["Attempt"] = attempt,
                ["At"] = at,
                ["Progress"] = JsonSerializer.Serialize(progress, TradJson.Options),
            };
            if (known is not null && known.Attempt != attempt)
            {
                // Word for an earlier attempt is not for this one.
                entity["Cancel"] = false;
            }

            try
            {
                // A merge: the word that somebody left stays, for whoever has not read it.
                var response = etag is null
                    ? await _table.AddEntityAsync(entity, cancellationToken)
                    : await _table.UpdateEntityAsync(entity, new ETag(etag), TableUpdateMode.Merge, cancellationToken);
                return new RecordedProgress(attempt, progress, at, cancel, response.Headers.ETag!.Value.ToString());
            }
            catch (RequestFailedException changed) when (changed.Status is 404 or 409 or 412)
            {
                known = await FindAsync(jobId, cancellationToken);
                etag = known?.Version;
            }
        }
    }

    /// <inheritdoc/>
    public async Task<RecordedProgress?> FindAsync(string jobId, CancellationToken cancellationToken)
    {
        var found = await _table.GetEntityIfExistsAsync<TableEntity>(jobId, RowKey, cancellationToken: cancellationToken);
        return found.HasValue && found.Value is { } row
            ? new RecordedProgress(
                row.GetInt32("Attempt") ?? 0,
                row.GetString("Progress") is { } text ? JsonSerializer.Deserialize<JobProgress>(text, TradJson.Options) : null,
                row.GetDateTimeOffset("At") ?? row.Timestamp!.Value,
                row.GetBoolean("Cancel") ?? false,
                row.ETag.ToString())
            : null;
    }

    /// <inheritdoc/>
    public Task RequestCancelAsync(string jobId, int attempt, CancellationToken cancellationToken) => _table.UpsertEntityAsync(
        new TableEntity(jobId, RowKey) { ["Attempt"] = attempt, ["Cancel"] = true }, TableUpdateMode.Merge, cancellationToken);
}
