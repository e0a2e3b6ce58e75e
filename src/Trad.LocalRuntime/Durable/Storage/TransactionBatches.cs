using Azure;
using Azure.Data.Tables;

namespace Trad.LocalRuntime.Durable.Storage;

/// <summary>Rows of one partition, in order, cut into transactions that storage takes: 100 rows, 4 MB.</summary>
internal sealed class TransactionBatches
{
    public const int MostRows = 100;

    private const int MostBytes = 3_500_000;
    private const int RowBytes = 1_500;

    // What JSON may make of one character: \u0022.
    private const int WidestCharacter = 6;

    private readonly List<List<TableTransactionAction>> _batches = [];
    private int _bytes;

    public IReadOnlyList<IReadOnlyList<TableTransactionAction>> All => _batches;

    /// <summary>Adds rows that replace what was there, all of them in one transaction.</summary>
    /// <param name="together">A few rows; none adds nothing.</param>
    public void Add(IReadOnlyList<SizedRow> together)
    {
        if (together.Count == 0)
        {
            return;
        }

        var bytes = together.Sum(row => RowBytes + (Math.Min(row.Characters, PayloadStore.LongestInline) * WidestCharacter));
        if (_batches.Count == 0 || _batches[^1].Count + together.Count > MostRows || _bytes + bytes > MostBytes)
        {
            _batches.Add([]);
            _bytes = 0;
        }

        _batches[^1].AddRange(together.Select(row => new TableTransactionAction(TableTransactionActionType.UpsertReplace, row.Row)));
        _bytes += bytes;
    }

    /// <summary>Adds deletions as far as the last transaction has room; it costs no further round trip.</summary>
    /// <returns>How many found room.</returns>
    public int AddDeletions(string partition, IReadOnlyList<string> rowKeys)
    {
        if (_batches.Count == 0)
        {
            return 0;
        }

        var room = Math.Min(Math.Min(rowKeys.Count, MostRows - _batches[^1].Count), (MostBytes - _bytes) / RowBytes);
        foreach (var key in rowKeys.Take(room))
        {
            _batches[^1].Add(new TableTransactionAction(TableTransactionActionType.Delete, new TableEntity(partition, key), ETag.All));
        }

        return room;
    }
}

/// <summary>A row, and what it takes of a transaction.</summary>
/// <param name="Row">The row.</param>
/// <param name="Characters">How long its payload is, in characters.</param>
internal readonly record struct SizedRow(TableEntity Row, int Characters);
