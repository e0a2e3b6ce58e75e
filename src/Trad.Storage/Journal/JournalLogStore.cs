using System.Globalization;
using Azure.Data.Tables;
using Trad.Storage.Tables;
using Trad.Training;
using Trad.Training.Jobs;

namespace Trad.Storage.Journal;

/// <summary>The logs of jobs, out of their journals: a page reads the rows that hold it and no others.</summary>
public sealed class JournalLogStore(StorageClients clients) : ILogStore
{
    private const int FirstRows = 2;
    private const int MostRows = 500;

    private readonly TableClient _table = clients.Table(TableSet.Journal);

    /// <inheritdoc/>
    public async Task<ListPage<LogLine>> ListAsync(
        string jobId, JobLogLevel level, int limit, string? continuationToken, CancellationToken cancellationToken)
    {
        // A place is the row that held the last line, so that reading can go on by key, and the line's number.
        var list = $"log {jobId} {level}";
        var (row, after) = ListMark.ReadNumbers(list, continuationToken) is [var place, var last] ? (place, last) : (0, -1);
        var lines = new List<(int Row, LogLine Line)>();
        var (next, rows) = (JournalRow.Key(row), FirstRows);
        while (lines.Count <= limit)
        {
            var part = await ReadRowsAsync(jobId, next, level, rows, cancellationToken);
            foreach (var entity in part)
            {
                var events = JournalRow.UnpackForReaders(entity);
                lines.AddRange(events
                    .Where(happened => happened.Kind == JobEventKind.Log && happened.Level >= level && happened.Sequence > after)
                    .Select(happened => (events[0].Sequence, happened.ToLogLine())));
            }

            if (part.Count < rows)
            {
                break;
            }

            // Rows of a running job hold a line or two, those of a busy moment hundreds: ask for as many as should do.
            next = JournalRow.KeyAfter(part[^1].RowKey);
            rows = Math.Clamp((limit + 1 - lines.Count) * rows / Math.Max(1, lines.Count), FirstRows, MostRows);
        }

        return lines.Count > limit
            ? new ListPage<LogLine>(
                [.. lines.Take(limit).Select(each => each.Line)],
                ListMark.Write(list, lines[limit - 1].Row, lines[limit - 1].Line.Sequence))
            : new ListPage<LogLine>(lines.ConvertAll(each => each.Line), null);
    }

    private async Task<IReadOnlyList<TableEntity>> ReadRowsAsync(
        string jobId, string from, JobLogLevel level, int rows, CancellationToken cancellationToken)
    {
        var end = JournalRow.End;
        var range = TableClient.CreateQueryFilter($"PartitionKey eq {jobId} and RowKey ge {from} and RowKey lt {end}");
        var filter = string.Create(CultureInfo.InvariantCulture, $"{range} and {JournalRow.HighestLevel} ge {(int)level}");
        return await _table.QueryAsync<TableEntity>(filter, rows, cancellationToken: cancellationToken).Take(rows)
            .ToListAsync(cancellationToken);
    }
}
