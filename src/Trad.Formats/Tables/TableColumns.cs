using System.Globalization;
using System.Text;
using Parquet;
using Parquet.Schema;
using Trad.Formats.Csv;
using Trad.Formats.Parquet;

namespace Trad.Formats.Tables;

/// <summary>Whole numbers; in Parquet 32 bits, never absent.</summary>
public sealed class IntegerColumn<TRow>(string name, Func<TRow, int> read) : TableColumn<TRow>(name)
{
    internal override DataField Field { get; } = new DataField<int>(name);

    internal override void AppendTo(StringBuilder text, TRow row) => text.Append(CultureInfo.InvariantCulture, $"{read(row)}");

    internal override Task WriteAsync(ParquetRowGroupWriter group, IReadOnlyList<TRow> rows, CancellationToken cancellationToken) =>
        group.WriteAsync<int>(Field, ValuesOf(rows, read), cancellationToken: cancellationToken);
}

/// <summary>Numbers with every digit, so that they read back bit for bit; in Parquet doubles.</summary>
public sealed class NumberColumn<TRow>(string name, Func<TRow, double?> read) : TableColumn<TRow>(name)
{
    internal override DataField Field { get; } = new DataField<double?>(name);

    internal override void AppendTo(StringBuilder text, TRow row)
    {
        if (read(row) is { } value)
        {
            text.Append(CultureInfo.InvariantCulture, $"{value:R}");
        }
    }

    internal override Task WriteAsync(ParquetRowGroupWriter group, IReadOnlyList<TRow> rows, CancellationToken cancellationToken) =>
        group.WriteAsync<double>(Field, ValuesOf(rows, read), cancellationToken: cancellationToken);
}

/// <summary>Flags: <c>true</c> and <c>false</c>; in Parquet booleans.</summary>
public sealed class FlagColumn<TRow>(string name, Func<TRow, bool?> read) : TableColumn<TRow>(name)
{
    internal override DataField Field { get; } = new DataField<bool?>(name);

    internal override void AppendTo(StringBuilder text, TRow row) =>
        text.Append(read(row) switch { true => "true", false => "false", null => "" });

    internal override Task WriteAsync(ParquetRowGroupWriter group, IReadOnlyList<TRow> rows, CancellationToken cancellationToken) =>
        group.WriteAsync<bool>(Field, ValuesOf(rows, read), cancellationToken: cancellationToken);
}

/// <summary>Texts, in quotes where CSV needs them.</summary>
public sealed class TextColumn<TRow>(string name, Func<TRow, string?> read) : TableColumn<TRow>(name)
{
    internal override DataField Field { get; } = new(name, typeof(string), isNullable: true);

    internal override void AppendTo(StringBuilder text, TRow row) => text.Append(CsvField.Quote(read(row) ?? ""));

    internal override Task WriteAsync(ParquetRowGroupWriter group, IReadOnlyList<TRow> rows, CancellationToken cancellationToken) =>
        group.WriteAsync(Field, ValuesOf(rows, read)!);
}

/// <summary>Times in UTC: ISO 8601 in whole seconds, in Parquet a timestamp in milliseconds, never absent.</summary>
public sealed class TimeColumn<TRow>(string name, Func<TRow, DateTimeOffset> read) : TableColumn<TRow>(name)
{
    internal override DataField Field { get; } = ParquetWriting.Moment(name);

    internal override void AppendTo(StringBuilder text, TRow row) =>
        text.Append(CultureInfo.InvariantCulture, $"{read(row).UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}");

    internal override Task WriteAsync(ParquetRowGroupWriter group, IReadOnlyList<TRow> rows, CancellationToken cancellationToken) =>
        group.WriteAsync<DateTime>(Field, ValuesOf(rows, row => read(row).UtcDateTime), cancellationToken: cancellationToken);
}
