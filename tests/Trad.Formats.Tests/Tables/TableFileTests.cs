using CsCheck;
using DuckDB.NET.Data;
using Sylvan.Data.Csv;
using Trad.Formats.Tables;

namespace Trad.Formats.Tests.Tables;

/// <summary>Rows as CSV and Parquet, read back by libraries that are not ours.</summary>
public sealed class TableFileTests
{
    private static readonly TableColumn<Row>[] Columns =
    [
        new IntegerColumn<Row>("count", row => row.Count),
        new NumberColumn<Row>("size, base", row => row.Size),
        new FlagColumn<Row>("held", row => row.IsHeld),
        new TextColumn<Row>("reason", row => row.Reason),
        new TimeColumn<Row>("time", row => row.Time),
    ];

    private static readonly Row[] Rows =
    [
        new(1, 0.1, true, "stop, \"hard\"\nagain", new DateTimeOffset(2024, 1, 31, 23, 30, 0, TimeSpan.Zero)),
        new(-2, null, null, null, new DateTimeOffset(2024, 2, 1, 5, 0, 0, TimeSpan.FromHours(5.5))),
    ];

    [Fact]
    public void ToCsv_values_of_every_kind_are_written_as_RFC_4180_asks()
    {
        var text = TableFile.ToCsv(Columns, Rows, "\r\n");

        Assert.Equal(
            "count,\"size, base\",held,reason,time\r\n"
            + "1,0.1,true,\"stop, \"\"hard\"\"\nagain\",2024-01-31T23:30:00Z\r\n"
            + "-2,,,,2024-01-31T23:30:00Z\r\n",
            text);
    }

    [Fact]
    public void ToCsv_any_text_and_number_reads_back_bit_for_bit() =>
        Gen.Select(Gen.String, Gen.Double).Array[1, 8].Sample(rows =>
        {
            TableColumn<(string, double)>[] columns =
            [
                new TextColumn<(string, double)>("text", row => row.Item1),
                new NumberColumn<(string, double)>("number", row => row.Item2),
            ];
            using var csv = CsvDataReader.Create(new StringReader(TableFile.ToCsv(columns, rows)));
            foreach (var (text, number) in rows)
            {
                Assert.True(csv.Read());
                Assert.Equal(text, csv.GetString(0));
                Assert.Equal(
                    BitConverter.DoubleToInt64Bits(number),
                    BitConverter.DoubleToInt64Bits(double.Parse(csv.GetString(1), System.Globalization.CultureInfo.InvariantCulture)));
            }

            Assert.False(csv.Read());
        });

    [Fact]
    public async Task ToParquetAsync_columns_keep_their_types_and_absent_values()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.parquet");
        try
        {
            var cancellation = TestContext.Current.CancellationToken;
            await File.WriteAllBytesAsync(path, await TableFile.ToParquetAsync(Columns, Rows, cancellation), cancellation);

            using var connection = new DuckDBConnection("DataSource=:memory:");
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = $"SELECT count, \"size, base\", held, reason, epoch_ms(time) FROM '{path}'";
            using var reader = command.ExecuteReader();
            Assert.True(reader.Read());
            Assert.Equal((1, 0.1, true), (reader.GetInt32(0), reader.GetDouble(1), reader.GetBoolean(2)));
            Assert.Equal((Rows[0].Reason, Rows[0].Time.ToUnixTimeMilliseconds()), (reader.GetString(3), reader.GetInt64(4)));
            Assert.True(reader.Read());
            Assert.Equal([false, true, true, true, false], Enumerable.Range(0, 5).Select(reader.IsDBNull));
            Assert.Equal(Rows[1].Time.ToUnixTimeMilliseconds(), reader.GetInt64(4));
            Assert.False(reader.Read());
        }
        finally
        {
            File.Delete(path);
        }
    }

    private sealed record Row(int Count, double? Size, bool? IsHeld, string? Reason, DateTimeOffset Time);
}
