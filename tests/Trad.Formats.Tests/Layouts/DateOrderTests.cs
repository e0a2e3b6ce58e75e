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

    [Theory]
    [InlineData("yy/MM/dd HH:mm", 14, 20, "YearFirst")]
    [InlineData("yy-MM-dd", 14, 20, "YearFirst")]
    [InlineData("dd-MM-yy HH:mm", 14, 20, "DayFirst")]
    [InlineData("dd/MM/yy HH:mm", 14, 20, "DayFirst")]
    [InlineData("MM/dd/yy", 14, 20, "MonthFirst")]
    [InlineData("yy/MM/dd", 14, 3, "'23/11/14' may be 23 November 2014 or 14 November 2023")]
    [InlineData("dd-MM-yy", 14, 3, "'14-11-23' may be 14 November 2023 or 23 November 2014")]
    [InlineData("yy/MM/dd", 10, 2, "'23/11/10' may be 23 November 2010 or 10 November 2023")]
    public async Task Dates_of_two_digits_each_are_decided_by_the_whole_file_or_refused_with_their_readings(
        string form, int first, int days, string expected)
    {
        var times = Enumerable.Range(0, days).Select(i => new DateTimeOffset(2023, 11, first, 0, 0, 0, TimeSpan.Zero).AddDays(i)).ToList();
        var text = "date,open,high,low,close,volume\n"
            + string.Concat(times.Select(time => $"{time.ToString(form, CultureInfo.InvariantCulture)},1,1,1,1,1\n"));
        if (days < 10)
        {
            var refusal = await LayoutReading.RefusalAsync(text, "test.1d.csv");
            Assert.Contains(expected, refusal, StringComparison.Ordinal);
            Assert.Contains("no row of the file tells which; write the dates as yyyy-MM-dd", refusal, StringComparison.Ordinal);
            return;
        }

        var (candles, layout) = await LayoutReading.ReadAsync(text, "test.1d.csv");

        Assert.Equal(times.Select(time => time.ToUnixTimeMilliseconds()), candles.OpenTime.ToArray());
        Assert.Equal(expected, layout.DateOrder.ToString());
    }

    [Theory]
    [InlineData("23/11/14 00:05", "23/11/30 00:05", null)]
    [InlineData("Nov 14, 2023 00:05", "Nov 14, 2023 00:10", "2023-11-14T00:05:00Z")]
    [InlineData("Nov 14 2023 12:05 AM", "Nov 14 2023 12:10 AM", "2023-11-14T00:05:00Z")]
    [InlineData("November 14, 2023, 12:05:00 AM", "November 14, 2023, 12:10:00 AM", "2023-11-14T00:05:00Z")]
    [InlineData("14 Nov 2023 00:05", "14 Nov 2023 00:10", "2023-11-14T00:05:00Z")]
    [InlineData("2023.11.14 00:05", "2023.11.14 00:10", "2023-11-14T00:05:00Z")]
    [InlineData("20231114 000500", "20231114 001000", "2023-11-14T00:05:00Z")]
    [InlineData("1/14/2023 5:00 PM", "1/14/2023 5:05 PM", "2023-01-14T17:00:00Z")]
    [InlineData("1/2/2023 5:00 PM", "1/3/2023 5:00 PM", null)]
    public async Task Times_as_people_write_them_are_read_or_refused_with_both_readings(string one, string other, string? expected)
    {
        var text = $"date;open;high;low;close;volume\n{one};1;1;1;1;1\n{other};1;1;1;1;1\n";
        if (expected is null)
        {
            Assert.Contains("may be ", await LayoutReading.RefusalAsync(text), StringComparison.Ordinal);
            return;
        }

        var (candles, _) = await LayoutReading.ReadAsync(text);
        Assert.Contains(
            DateTimeOffset.Parse(expected, CultureInfo.InvariantCulture).ToUnixTimeMilliseconds(), candles.OpenTime.ToArray());
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
