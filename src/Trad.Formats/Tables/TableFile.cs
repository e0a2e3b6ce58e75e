using System.Text;
using Parquet;
using Parquet.Schema;
using Trad.Formats.Csv;
using Trad.Formats.Parquet;

namespace Trad.Formats.Tables;

/// <summary>Rows of any kind as a file for other programs: a column for each fact about them.</summary>
public static class TableFile
{
    /// <summary>A comma-separated file (RFC 4180): a header, then a line per row; what is absent is empty.</summary>
    /// <param name="columns">The columns, in their order.</param>
    /// <param name="rows">The rows, in their order.</param>
    /// <param name="lineEnd">What ends a line.</param>
    public static string ToCsv<TRow>(IReadOnlyList<TableColumn<TRow>> columns, IReadOnlyList<TRow> rows, string lineEnd = "\n")
    {
        var text = new StringBuilder();
        text.AppendJoin(',', columns.Select(column => CsvField.Quote(column.Name))).Append(lineEnd);
        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Count; i++)
            {
                if (i > 0)
                {
                    text.Append(',');
                }

                columns[i].AppendTo(text, row);
            }

            text.Append(lineEnd);
        }

        return text.ToString();
    }

    /// <summary>A Parquet file of one row group, compressed as all of them are.</summary>
    /// <param name="columns">The columns, in their order.</param>
    /// <param name="rows">The rows, in their order.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    public static async Task<byte[]> ToParquetAsync<TRow>(
        IReadOnlyList<TableColumn<TRow>> columns, IReadOnlyList<TRow> rows, CancellationToken cancellationToken)
    {
        using var file = new MemoryStream();
        await using (var writer = await ParquetWriter.CreateAsync(
            new ParquetSchema(columns.Select(column => column.Field)), file, ParquetWriting.Options, cancellationToken: cancellationToken))
        {
            using var group = writer.CreateRowGroup();
            foreach (var column in columns)
            {
                await column.WriteAsync(group, rows, cancellationToken);
            }

            group.CompleteValidate();
        }

        return file.ToArray();
    }
}
