using Azure.Data.Tables;
using Trad.Candles.Stores;
using Trad.Training;

namespace Trad.Storage.Tables;

/// <summary>Reads tables page by page.</summary>
internal static class TablePages
{
    private const int MostRowsAtOnce = 1000;

    /// <summary>
    /// One page of the rows that the filter selects, in key order. A page goes on behind the last key of the one before, so that
    /// rows added or removed meanwhile make nothing appear twice or be missed.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="filter">Selects rows of one partition; together with the table it is the list that a token belongs to.</param>
    /// <param name="limit">Rows on a page; only the last page may have fewer.</param>
    /// <param name="continuationToken">The token of the page before.</param>
    /// <param name="convert">Makes an item of a row.</param>
    /// <param name="idOf">The identity of what a row records, from its key, for one that no item can be made of.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="FormatException">The continuation token is none that this method gave for the list.</exception>
    public static async Task<ListPage<T>> ReadPageAsync<T>(
        this TableClient table, string filter, int limit, string? continuationToken, Func<TableEntity, T> convert,
        Func<TableEntity, string> idOf, CancellationToken cancellationToken)
    {
        var list = $"{table.Name} {filter}";
        var rest = ListMark.Read(list, continuationToken) is { } last
            ? $"{filter} and {TableClient.CreateQueryFilter($"RowKey gt {last}")}"
            : filter;

        // A service that scans may answer with part of a page, or none; the client asks on until it has the rows.
        var rows = await table.QueryAsync<TableEntity>(rest, Math.Min(limit + 1, MostRowsAtOnce), cancellationToken: cancellationToken)
            .Take(limit + 1).ToListAsync(cancellationToken);
        var (items, damaged) = (new List<T>(rows.Count), new List<DamagedRecord>());
        foreach (var row in rows.Take(limit))
        {
            if (StoredRow.TryRead(row, convert, out var item, out var problem))
            {
                items.Add(item);
            }
            else
            {
                damaged.Add(new DamagedRecord(idOf(row), problem));
            }
        }

        return new ListPage<T>(items, rows.Count > limit ? ListMark.Write(list, rows[limit - 1].RowKey) : null)
        {
            Damaged = damaged.Count == 0 ? null : damaged,
        };
    }
}
