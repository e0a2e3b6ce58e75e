using Azure.Data.Tables;
using Trad.Training.Jobs;

namespace Trad.Storage;

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
    /// <param name="cancellationToken">Ends the attempt.</param>
    /// <exception cref="FormatException">The continuation token is none that this method gave for the list.</exception>
    public static async Task<ListPage<T>> ReadPageAsync<T>(
        this TableClient table, string filter, int limit, string? continuationToken, Func<TableEntity, T> convert, CancellationToken cancellationToken)
    {
        var list = $"{table.Name} {filter}";
        var rest = ListMark.Read(list, continuationToken) is { } last ? $"{filter} and {TableClient.CreateQueryFilter($"RowKey gt {last}")}" : filter;

        // A service that scans may answer with part of a page, or none; the client asks on until it has the rows.
        var rows = await table.QueryAsync<TableEntity>(rest, Math.Min(limit + 1, MostRowsAtOnce), cancellationToken: cancellationToken)
            .Take(limit + 1).ToListAsync(cancellationToken);
        return rows.Count > limit
            ? new ListPage<T>([.. rows.Take(limit).Select(convert)], ListMark.Write(list, rows[limit - 1].RowKey))
            : new ListPage<T>(rows.ConvertAll(row => convert(row)), null);
    }
}
