using System.Globalization;
using Azure.Data.Tables;
using Trad.Training.Jobs;

namespace Trad.Storage.Journal;

/// <summary>The trials of jobs, out of their journals.</summary>
public sealed class JournalTrialStore(StorageClients clients) : ITrialStore
{
    private readonly TableClient _table = clients.Table("Journal");

    /// <inheritdoc/>
    public Task<IReadOnlyList<TrialRecord>> ReadAllAsync(string jobId, CancellationToken cancellationToken) =>
        ReadAsync(jobId, 0, int.MaxValue, cancellationToken);

    /// <inheritdoc/>
    public async Task<ListPage<TrialRecord>> ListAsync(string jobId, int limit, string? continuationToken, CancellationToken cancellationToken)
    {
        var list = $"trials {jobId}";
        var from = ListMark.ReadNumbers(list, continuationToken)?[0] ?? 0;

        // The head knows which trials there are, so the page is known before it is read.
        var head = await _table.GetEntityIfExistsAsync<TableEntity>(jobId, JournalHead.RowKey, cancellationToken: cancellationToken);
        var numbers = head.HasValue ? JournalHead.From(head.Value!).Trials.From(from).Take(limit + 1).ToList() : [];
        return numbers.Count > limit
            ? new ListPage<TrialRecord>(await ReadAsync(jobId, numbers[0], numbers[limit - 1], cancellationToken), ListMark.Write(list, numbers[limit]))
            : new ListPage<TrialRecord>(numbers.Count == 0 ? [] : await ReadAsync(jobId, numbers[0], numbers[^1], cancellationToken), null);
    }

    // Trials end in any order, so a row tells the range of the numbers in it.
    private async Task<IReadOnlyList<TrialRecord>> ReadAsync(string jobId, int first, int last, CancellationToken cancellationToken)
    {
        var end = JournalRow.End;
        var events = TableClient.CreateQueryFilter($"PartitionKey eq {jobId} and RowKey lt {end}");
        var filter = string.Create(CultureInfo.InvariantCulture, $"{events} and {JournalRow.LastTrial} ge {first} and {JournalRow.FirstTrial} le {last}");
        var trials = new List<TrialRecord>();
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            trials.AddRange(JournalRow.Unpack(row).Select(happened => happened.Trial).OfType<TrialRecord>().Where(trial => trial.Trial >= first && trial.Trial <= last));
        }

        return [.. trials.OrderBy(trial => trial.Trial)];
    }
}
