using System.Text;
using Parquet;
using Parquet.Schema;

namespace Trad.Formats.Tables;

/// <summary>A column of a table that is written as a file: a name, and the value that a row has there.</summary>
/// <typeparam name="TRow">What a row is made of.</typeparam>
/// <param name="name">The name in the header.</param>
public abstract class TableColumn<TRow>(string name)
{
    /// <summary>The name in the header.</summary>
    public string Name => name;

    /// <summary>The column's type in a Parquet file.</summary>
    internal abstract DataField Field { get; }

    /// <summary>Appends the value as a field of a CSV file; nothing where there is none.</summary>
    internal abstract void AppendTo(StringBuilder text, TRow row);

    /// <summary>Writes the values of all rows, the next column of a row group.</summary>
    internal abstract Task WriteAsync(ParquetRowGroupWriter group, IReadOnlyList<TRow> rows, CancellationToken cancellationToken);

    /// <summary>The values of all rows.</summary>
    private protected static TValue[] ValuesOf<TValue>(IReadOnlyList<TRow> rows, Func<TRow, TValue> read)
    {
        var values = new TValue[rows.Count];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = read(rows[i]);
        }

        return values;
    }
}
