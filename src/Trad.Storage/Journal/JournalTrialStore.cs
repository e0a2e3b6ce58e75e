using System.Globalization;
using Azure.Data.Tables;
using Trad.Candles.Stores;
using Trad.Storage.Tables;
using Trad.Training;
using Trad.Training.Jobs;
using Trad.Training.Trials;

namespace Trad.Storage.Journal;

/// <summary>The trials of jobs, out of their journals.</summary>
public sealed class JournalTrialStore(StorageClients clients) : ITrialStore
{
    private readonly TableClient _table = clients.Table(TableSet.Journal);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<TrialRecord>> ReadAllAsync(string jobId, CancellationToken cancellationToken)
    {
        var (trials, damaged) = await ReadAsync(jobId, 0, int.MaxValue, cancellationToken);
        return damaged is [var first, ..]
            ? throw new DamagedRecordException("trials of the job", first, new InvalidDataException(first.Problem))
            : trials;
    }

    /// <inheritdoc/>
    public async Task<ListPage<TrialRecord>> ListAsync(
        string jobId, int limit, string? continuationToken, CancellationToken cancellationToken)
    {
        var list = $"trials {jobId}";
        var from = ListMark.ReadNumbers(list, continuationToken)?[0] ?? 0;

        // The head knows which trials there are, so the page is known before it is read.
        var head = await _table.GetEntityIfExistsAsync<TableEntity>(jobId, JournalHead.RowKey, cancellationToken: cancellationToken);
        var known = head.HasValue ? (await JournalHead.ReadAsync(_table, head.Value!, cancellationToken)).Trials : TrialNumbers.None;
        var numbers = known.From(from).Take(limit + 1).ToList();
        if (numbers.Count == 0)
        {
            return new ListPage<TrialRecord>([], null);
        }

        var isLast = numbers.Count <= limit;
        var (trials, damaged) = await ReadAsync(jobId, numbers[0], isLast ? numbers[^1] : numbers[limit - 1], cancellationToken);
        return new ListPage<TrialRecord>(trials, isLast ? null : ListMark.Write(list, numbers[limit]))
        {
            Damaged = damaged.Count == 0 ? null : damaged,
        };
    }

    // Trials end in any order, so a row tells the range of the numbers in it.
    private async Task<(IReadOnlyList<TrialRecord> Trials, IReadOnlyList<DamagedRecord> Damaged)> ReadAsync(
        string jobId, int first, int last, CancellationToken cancellationToken)
    {
        var end = JournalRow.End;
        var events = TableClient.CreateQueryFilter($"PartitionKey eq {jobId} and RowKey lt {end}");
        var filter = string.Create(
            CultureInfo.InvariantCulture, $"{events} and {JournalRow.LastTrial} ge {first} and {JournalRow.FirstTrial} le {last}");
        var (trials, damaged) = (new List<TrialRecord>(), new List<DamagedRecord>());
        await foreach (var row in _table.QueryAsync<TableEntity>(filter, cancellationToken: cancellationToken))
        {
            try
            {
                trials.AddRange(
                    JournalRow.Unpack(row).Select(
                        happened => happened.Trial).OfType<TrialRecord>().Where(trial => trial.Trial >= first && trial.Trial <= last));
            }
            catch (DamagedRecordException unreadable)
            {
                damaged.Add(
                    new DamagedRecord(
                        jobId, $"trials {row[JournalRow.FirstTrial]} to {row[JournalRow.LastTrial]}: {unreadable.Damaged!.Problem}"));
            }
        }

        return ([.. trials.OrderBy(trial => trial.Trial)], damaged);
    }
}
