using System.Globalization;
using System.Text;
using Apache.Arrow;
using Apache.Arrow.Ipc;
using DuckDB.NET.Data;
using Trad.Formats.Candles;
using Trad.Formats.Candles.Times;
using Trad.Formats.Tests.Arrow;

namespace Trad.Formats.Tests.Layouts;

/// <summary>
/// Dates as 03/04/2024, whose first twelve days may be read in two ways: the whole file decides, however it is cut into row groups,
/// batches or the rows that are looked at first.
/// </summary>
public sealed class DateOrderTests
{
    private const int PerDay = 288;
    private static readonly DateTimeOffset Start = new(2024, 2, 1, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string, string, bool> Files => new MatrixTheoryData<string, string, bool>(
        ["parquet", "feather", "json", "csv"], ["dd/MM/yyyy HH:mm", "MM/dd/yyyy HH:mm"], [true, false]);

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Dates_of_two_readings_are_decided_by_the_whole_file(string format, string dates, bool isDecided)
    {
        var count = (isDecided ? 14 : 11) * PerDay;
        var content = format switch
        {
            "parquet" => await ParquetAsync(dates, count),
            "feather" => Feather(dates, count),
            "json" => Encoding.UTF8.GetBytes($"[{string.Join(',', Dates(dates, count).Select(date => $"[\"{date}\",1,1,1,1,1]"))}]"),
            _ => Encoding.UTF8.GetBytes("date,open,high,low,close,volume\n" + string.Concat(
                Dates(dates, count).Select(date => $"{date},1,1,1,1,1\n"))),
        };

        var reading = LayoutReading.ReadAsync(new MemoryStream(content), $"test.5m.{format}");

        if (isDecided)
        {
            var (candles, layout) = await reading;
            Assert.Equal(
                Enumerable.Range(0, count).Select(i => Start.AddMinutes(5 * i).ToUnixTimeMilliseconds()), candles.OpenTime.ToArray());
            Assert.Equal(dates[0] == 'd' ? DateOrder.DayFirst : DateOrder.MonthFirst, layout.DateOrder);
        }
        else
        {
            var refusal = await Assert.ThrowsAsync<CandleFileException>(() => reading);
            Assert.Contains("may be ", refusal.Message, StringComparison.Ordinal);
            Assert.Contains(
                "and no row of the file tells which; write the dates as yyyy-MM-dd", refusal.Message, StringComparison.Ordinal);
        }
    }

    private static IEnumerable<string> Dates(string format, int count) =>
        Enumerable.Range(0, count).Select(i => Start.AddMinutes(5 * i).ToString(format, CultureInfo.InvariantCulture));

    // Batches of a day: the first twelve decide nothing.
    private static byte[] Feather(string dates, int count)
    {
        string[] prices = ["open", "high", "low", "close", "volume"];
        var ones = new DoubleArray.Builder().AppendRange(Enumerable.Repeat(1.0, PerDay)).Build();
        return ArrowFiles.Write(Dates(dates, count).Chunk(PerDay).Select(day => (IReadOnlyList<(string Name, IArrowArray Values)>)
        [
            ("date", new StringArray.Builder().AppendRange(day).Build()),
            .. prices.Select(price => (price, (IArrowArray)ones)),
        ]));
    }

    // Row groups of 2,048 rows, a week: the first decides nothing.
    private static async Task<byte[]> ParquetAsync(string dates, int count)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            await using var connection = new DuckDBConnection("DataSource=:memory:");
            await connection.OpenAsync(Cancellation);
            await using var command = connection.CreateCommand();
            var form = dates[0] == 'd' ? "%d/%m/%Y %H:%M" : "%m/%d/%Y %H:%M";
            var time = $"make_timestamp(({Start.ToUnixTimeMilliseconds()} + i * 300000) * 1000)";
            command.CommandText = $"COPY (SELECT strftime({time}, '{form}') AS date, 1.0 AS open, 1.0 AS high, 1.0 AS low, 1.0 AS close, 1.0 AS volume FROM range({count}) r(i)) TO '{path}' (FORMAT parquet, ROW_GROUP_SIZE 2048)";
            await command.ExecuteNonQueryAsync(Cancellation);
            return await File.ReadAllBytesAsync(path, Cancellation);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
