using System.Text.Json;
using Azure;
using Azure.Data.Tables;
using Trad.Storage.Tables;
using Trad.Training;
using Trad.Training.Jobs;

namespace Trad.Storage.Journal;

/// <summary>Live progress, one row per job beside its journal.</summary>
public sealed class TableProgressStore(StorageClients clients) : IProgressStore
{
    private const string RowKey = "progress";

    private readonly TableClient _table = clients.Table(TableSet.Journal);

    /// <inheritdoc/>
    public async Task<RecordedProgress> WriteAsync(
        string jobId, int attempt, JobProgress progress, PhaseLog phases, DateTimeOffset at, string? version,
        CancellationToken cancellationToken)
    {
        var known = version is null ? await FindAsync(jobId, attempt, cancellationToken) : null;
        var etag = known?.Version ?? version;
        return await OptimisticUpdate.RunAsync(
            $"the progress of the job '{jobId}'",
            async () =>
            {
                if (known?.Attempt > attempt)
                {
                    return (true, known);
                }

                if (known?.Attempt == attempt)
                {
                    var own = progress;
                    progress = own.NotBefore(known.Progress);
                    phases = progress.Phase == own.Phase ? phases : known.Phases ?? phases;
                }

                var entity = new TableEntity(jobId, RowKey)
                {
                    ["Attempt"] = attempt,
                    ["At"] = at,
                    ["Progress"] = JsonSerializer.Serialize(progress, TradJson.Options),
                    ["Phases"] = JsonSerializer.Serialize(phases, TradJson.Options),
                };
                try
                {
                    // A merge: a cancel request stays, for whoever has not read it.
                    var response = etag is null
                        ? await _table.AddEntityAsync(entity, cancellationToken)
                        : await _table.UpdateEntityAsync(entity, new ETag(etag), TableUpdateMode.Merge, cancellationToken);
                    return (true, new RecordedProgress(
                        attempt, progress, phases, at, known?.IsCancelRequested ?? false, response.Headers.ETag!.Value.ToString()));
                }
                catch (RequestFailedException changed) when (OptimisticUpdate.IsConflict(changed))
                {
                    known = await FindAsync(jobId, attempt, cancellationToken);
                    if (known is null && etag is not null)
                    {
                        return (true, new RecordedProgress(attempt, progress, phases, at, IsCancelRequested: true, etag));
                    }

                    etag = known?.Version;
                    return default;
                }
            },
            cancellationToken);
    }

    /// <inheritdoc/>
    public Task<RecordedProgress?> FindAsync(string jobId, CancellationToken cancellationToken) =>
        FindAsync(jobId, null, cancellationToken);

    /// <inheritdoc/>
    public Task RequestCancelAsync(string jobId, int attempt, CancellationToken cancellationToken) => _table.UpsertEntityAsync(
        new TableEntity(jobId, RowKey) { ["CancelAttempt"] = attempt }, TableUpdateMode.Merge, cancellationToken);

    // A cancel request for an earlier attempt is not for this one; without an attempt, the recorded one is asked about.
    private async Task<RecordedProgress?> FindAsync(string jobId, int? attempt, CancellationToken cancellationToken)
    {
        var found = await _table.GetEntityIfExistsAsync<TableEntity>(jobId, RowKey, cancellationToken: cancellationToken);
        return found.HasValue && found.Value is { } row
            ? new RecordedProgress(
                Number(row, "Attempt") ?? 0,
                Read<JobProgress>(row, "Progress"),
                Read<PhaseLog>(row, "Phases"),
                row.TryGetValue("At", out var at) && at is DateTimeOffset told ? told : row.Timestamp!.Value,
                Number(row, "CancelAttempt") is { } cancelled && cancelled == (attempt ?? Number(row, "Attempt") ?? 0),
                row.ETag.ToString())
            : null;
    }

    private static int? Number(TableEntity row, string column) =>
        row.TryGetValue(column, out var value) && value is int number ? number : null;

    // Progress that cannot be read is told anew with the next report.
    private static T? Read<T>(TableEntity row, string column)
        where T : class =>
        StoredRow.TryRead(
            row, found => found.GetString(column) is { } text ? JsonSerializer.Deserialize<T>(text, TradJson.Options) : null, out var value,
            out _)
            ? value
            : null;
}
