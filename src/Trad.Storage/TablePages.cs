using System.Text;
using Azure.Data.Tables;
using Trad.Training.Jobs;

namespace Trad.Storage;

/// <summary>Reads tables page by page, with continuation tokens that are safe in a URL.</summary>
internal static class TablePages
{
    /// <summary>One page of the rows that the filter selects, in key order.</summary>
    /// <exception cref="FormatException">The continuation token is none that this method gave.</exception>
    public static async Task<ListPage<T>> ReadPageAsync<T>(
        this TableClient table, string filter, int limit, string? continuationToken, Func<TableEntity, T> convert, CancellationToken cancellationToken)
    {
        var pages = table.QueryAsync<TableEntity>(filter, limit, cancellationToken: cancellationToken).AsPages(Decode(continuationToken), limit);
        await foreach (var page in pages)
        {
            return new ListPage<T>([.. page.Values.Select(convert)], Encode(page.ContinuationToken));
        }

        return new ListPage<T>([], null);
    }

    private static string? Encode(string? token) =>
        string.IsNullOrEmpty(token) ? null : Convert.ToHexStringLower(Encoding.UTF8.GetBytes(token));

    private static string? Decode(string? token)
    {
        if (string.IsNullOrEmpty(token))
        {
            return null;
        }

        var text = token.Length % 2 == 0 && token.All(char.IsAsciiHexDigitLower)
            ? Encoding.UTF8.GetString(Convert.FromHexString(token))
            : "";

        // The Tables client splits its token at a space into partition and row key.
        return text.Count(character => character == ' ') == 1
            ? text
            : throw new FormatException($"'{token}' is not a continuation token of this list; use the one of the page before, or none.");
    }
}
