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

    public static TheoryData<string, string, int> Files => new MatrixTheoryData<string, string, int>(
        ["parquet", "feather", "json", "csv"],
        ["dd/MM/yyyy HH:mm", "MM/dd/yyyy HH:mm", "dd.MM.yyyy HH:mm", "MM.dd.yyyy HH:mm", "yyyy-dd-MM HH:mm", "yyyy-MM-dd HH:mm"],
        [14, 11]);

    // Of fourteen days one has no second reading; eleven follow one another in one reading alone.
    [Theory]
    [MemberData(nameof(Files))]
    public async Task Dates_of_two_readings_are_decided_by_the_whole_file(string format, string dates, int days)
    {
        var count = days * PerDay;

        var (candles, layout) = await LayoutReading.ReadAsync(
            new MemoryStream(await FileAsync(format, dates, count)), $"test.5m.{format}");

        Assert.Equal(
            Enumerable.Range(0, count).Select(i => Start.AddMinutes(5 * i).ToUnixTimeMilliseconds()), candles.OpenTime.ToArray());
        Assert.Equal(
            dates.StartsWith("yyyy-M", StringComparison.Ordinal) ? DateOrder.YearMonthDay
            : dates[0] == 'y' ? DateOrder.YearDayMonth
            : dates[0] == 'd' ? DateOrder.DayFirst : DateOrder.MonthFirst,
            layout.DateOrder);
    }

    [Theory]
    [InlineData("dd/MM/yyyy HH:mm")]
    [InlineData("MM/dd/yyyy HH:mm")]
    [InlineData("dd.MM.yyyy HH:mm")]
    [InlineData("MM.dd.yyyy HH:mm")]
    [InlineData("yy/MM/dd HH:mm")]
    public async Task Dates_of_one_day_are_refused_with_both_readings_in_every_format(string dates)
    {
        foreach (var format in (string[])["parquet", "feather", "json", "csv"])
        {
            var content = await FileAsync(format, dates, PerDay, new DateTimeOffset(2011, 2, 10, 0, 0, 0, TimeSpan.Zero));

            var refusal = await Assert.ThrowsAsync<CandleFileException>(
                () => LayoutReading.ReadAsync(new MemoryStream(content), $"test.5m.{format}"));

            Assert.Contains("may be ", refusal.Message, StringComparison.Ordinal);
            Assert.Contains(
                "and no row of the file tells which; write the dates as yyyy-MM-dd", refusal.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("BTCUSDT-5m-2024-04.csv", "date", 4)]
    [InlineData("BTCUSDT-5m-2024-03.csv", "date", 3)]
    [InlineData("BTCUSDT 20240403-20240403.csv", "date", 4)]
    [InlineData("BTCUSDT 2024-05-01.csv", "date", null)]
    [InlineData("BTCUSDT.csv", "Gmt time", 4)]
    [InlineData("EURUSD_Candlestick_5_m_BID_03.04.2024-03.04.2024.csv", "Gmt time", 4)]
    [InlineData("EURUSD_03.04.2024-03.04.2024.csv", "date", null)]
    [InlineData("EURUSD_03-04-2024_03-04-2024.csv", "date", null)]
    [InlineData("EURUSD 03.04.2024 of 2024-04.csv", "date", 4)]
    [InlineData("BTCUSDT.csv", "Datum", 4)]
    [InlineData("BTCUSDT-5m-2024-03.csv", "Datum", null)]
    public async Task Dates_of_one_day_are_decided_by_the_names_of_file_and_columns(string file, string column, int? month)
    {
        foreach (var separator in "./-")
        {
            var date = $"03{separator}04{separator}2024";
            var text = $"{column},open,high,low,close,volume\n{date} 00:00,1,1,1,1,1\n{date} 00:05,1,1,1,1,1\n";
            if (month is null)
            {
                Assert.Contains(
                    $"'{date} 00:00' may be 3 April 2024 or 4 March 2024", await LayoutReading.RefusalAsync(text, file),
                    StringComparison.Ordinal);
                continue;
            }

            var (candles, _) = await LayoutReading.ReadAsync(text, file);

            Assert.Equal(
                new DateTimeOffset(2024, month.Value, month == 4 ? 3 : 4, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds(),
                candles.OpenTime[0]);
        }
    }

    [Theory]
    [InlineData("dd/MM/yyyy HH:mm", StatedDateOrder.DayFirst)]
    [InlineData("MM/dd/yyyy HH:mm", StatedDateOrder.MonthFirst)]
    [InlineData("dd.MM.yyyy HH:mm", StatedDateOrder.DayFirst)]
    [InlineData("MM.dd.yyyy HH:mm", StatedDateOrder.MonthFirst)]
    [InlineData("yy/MM/dd HH:mm", StatedDateOrder.YearFirst)]
    public async Task Dates_of_one_day_are_read_as_is_said_in_every_format(string dates, StatedDateOrder said)
    {
        var day = new DateTimeOffset(2011, 2, 10, 0, 0, 0, TimeSpan.Zero);
        foreach (var format in (string[])["parquet", "feather", "json", "csv"])
        {
            var content = await FileAsync(format, dates, PerDay, day);

            var (candles, layout) = await LayoutReading.ReadAsync(new MemoryStream(content), $"test.5m.{format}", dateOrder: said);

            Assert.Equal(day.ToUnixTimeMilliseconds(), candles.OpenTime[0]);
            Assert.Equal((PerDay, (DateOrder)said), (candles.Count, layout.DateOrder));
        }
    }

    [Fact]
    public async Task An_order_that_is_said_counts_before_names_and_behind_what_the_dates_leave()
    {
        const string ambiguous = "Datum,open,high,low,close,volume\n03/04/2024 00:00,1,1,1,1,1\n03/04/2024 00:05,1,1,1,1,1\n";
        const string plain = "date,open,high,low,close,volume\n03/14/2024 00:00,1,1,1,1,1\n03/14/2024 00:05,1,1,1,1,1\n";

        var (byNames, _) = await LayoutReading.ReadAsync(ambiguous);
        var (said, _) = await LayoutReading.ReadAsync(ambiguous, dateOrder: StatedDateOrder.MonthFirst);
        var (other, _) = await LayoutReading.ReadAsync(plain, dateOrder: StatedDateOrder.DayFirst);

        Assert.Equal([4, 3, 3], new[] { byNames, said, other }.Select(
            candles => DateTimeOffset.FromUnixTimeMilliseconds(candles.OpenTime[0]).Month));
    }

    [Theory]
    [InlineData("03/04/2024 00:00", "03/04/2024 00:05", "day-first or month-first", false)]
    [InlineData("1/2/2023 5:00 PM", "1/3/2023 5:00 PM", "day-first or month-first", true)]
    public async Task A_refusal_of_dates_names_the_orders_that_are_left_and_the_interval_where_there_are_days(
        string one, string other, string words, bool hasDays)
    {
        var text = $"date,open,high,low,close,volume\n{one},1,1,1,1,1\n{other},1,1,1,1,1\n";

        var refusal = await Assert.ThrowsAsync<CandleFileException>(() => FirstIntervalAsync(text));

        Assert.Contains(
            $"yyyy-MM-dd, or say so with --date-order {words} (dateOrder={words}){(hasDays ? ", or say the interval" : "")}.",
            refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2024-03-04 00:00|2024-03-04 00:05", 3)]
    [InlineData("2024-03-04|2024-03-05", 3)]
    [InlineData("2024-01-05T00:00|2024-01-05T00:05|2024-02-05T00:00|2024-02-05T00:05", 1)]
    [InlineData("2024-01-02|2024-02-02|2024-03-02|2024-04-02", 2)]
    [InlineData("2024-01-05 00:00|2024-01-05 00:05|2024-02-05 00:00|2024-02-05 00:05", null)]
    public async Task Years_first_are_read_in_the_order_of_the_standard_unless_candles_speak_against_it(string dates, int? month)
    {
        var text = "date,open,high,low,close,volume\n" + string.Concat(dates.Split('|').Select(date => $"{date},1,1,1,1,1\n"));
        var name = dates.Contains(':', StringComparison.Ordinal) ? "test.5m.csv" : "test.1d.csv";
        if (month is null)
        {
            Assert.Contains(
                "'2024-01-05 00:00' may be 5 January 2024 or 1 May 2024, and no row of the file tells which; write the dates as "
                + "yyyy-MM-ddTHH:mm", await LayoutReading.RefusalAsync(text, name), StringComparison.Ordinal);
            return;
        }

        var (candles, _) = await LayoutReading.ReadAsync(text, name);

        Assert.Equal(month, DateTimeOffset.FromUnixTimeMilliseconds(candles.OpenTime[0]).Month);
    }

    [Fact]
    public async Task A_date_behind_the_first_rows_is_refused_where_it_has_two_readings_and_none_decides()
    {
        var rows = Enumerable.Range(0, 400).Select(i => $"{Start.AddMinutes(5 * i):yyyy-MM-ddTHH:mm},1,1,1,1,1\n");
        var text = $"date,open,high,low,close,volume\n{string.Concat(rows)}03/04/2024 00:00,1,1,1,1,1\n";

        Assert.Contains(
            "line 402: column 'date' (open_time): '03/04/2024 00:00' may be read with the day or the month first",
            await LayoutReading.RefusalAsync(text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("yy/MM/dd HH:mm", 14, 20, "YearFirst")]
    [InlineData("yy-MM-dd", 14, 20, "YearFirst")]
    [InlineData("dd-MM-yy HH:mm", 14, 20, "DayFirst")]
    [InlineData("dd/MM/yy HH:mm", 14, 20, "DayFirst")]
    [InlineData("MM/dd/yy", 14, 20, "MonthFirst")]
    [InlineData("yy/MM/dd", 14, 3, "YearFirst")]
    [InlineData("dd-MM-yy", 14, 3, "DayFirst")]
    [InlineData("yy/MM/dd", 14, 1, "'23/11/14' may be 23 November 2014 or 14 November 2023")]
    [InlineData("dd.MM.yy", 14, 1, "'14.11.23' may be 14 November 2023 or 23 November 2014")]
    [InlineData("yy/MM/dd", 10, 1, "'23/11/10' may be 23 November 2010 or 10 November 2023")]
    public async Task Dates_of_two_digits_each_are_decided_by_the_whole_file_or_refused_with_their_readings(
        string form, int first, int days, string expected)
    {
        var times = Enumerable.Range(0, days).Select(i => new DateTimeOffset(2023, 11, first, 0, 0, 0, TimeSpan.Zero).AddDays(i)).ToList();
        var text = "date,open,high,low,close,volume\n"
            + string.Concat(times.Select(time => $"{time.ToString(form, CultureInfo.InvariantCulture)},1,1,1,1,1\n"));
        if (days == 1)
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
    [InlineData("14.11.2023 0.05", "14.11.2023 0.10", "2023-11-14T00:05:00Z")]
    [InlineData("14.11.2023 00.05.00", "14.11.2023 00.10.00", "2023-11-14T00:05:00Z")]
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

    // As where the interval is left to the candles.
    private static Task FirstIntervalAsync(string text) => CandleFileReader.ReadMonthsAsync(
        new CandleFile(new MemoryStream(Encoding.UTF8.GetBytes(text)), "test.csv", null, CandleFileLimits.Default),
        new CandleIntake(Trad.Candles.Interval.OneSecond, CandleFileLimits.Default, CandlePlausibility.AtAnyTime) { IsMeasuring = true },
        _ => ValueTask.CompletedTask, Cancellation);

    private static async Task<byte[]> FileAsync(string format, string dates, int count, DateTimeOffset? start = null)
    {
        var written = Enumerable.Range(0, count).Select(
            i => (start ?? Start).AddMinutes(5 * i).ToString(dates, CultureInfo.InvariantCulture)).ToList();
        return format switch
        {
            "parquet" => await ParquetAsync(written),
            "feather" => Feather(written),
            "json" => Encoding.UTF8.GetBytes($"[{string.Join(',', written.Select(date => $"[\"{date}\",1,1,1,1,1]"))}]"),
            _ => Encoding.UTF8.GetBytes("date,open,high,low,close,volume\n" + string.Concat(written.Select(date => $"{date},1,1,1,1,1\n"))),
        };
    }

    // Batches of a day: the first twelve decide nothing.
    private static byte[] Feather(IEnumerable<string> dates)
    {
        string[] prices = ["open", "high", "low", "close", "volume"];
        var ones = new DoubleArray.Builder().AppendRange(Enumerable.Repeat(1.0, PerDay)).Build();
        return ArrowFiles.Write(dates.Chunk(PerDay).Select(day => (IReadOnlyList<(string Name, IArrowArray Values)>)
        [
            ("date", new StringArray.Builder().AppendRange(day).Build()),
            .. prices.Select(price => (price, (IArrowArray)ones)),
        ]));
    }

    // Row groups of 2,048 rows, a week: the first decides nothing.
    private static async Task<byte[]> ParquetAsync(IReadOnlyList<string> dates)
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var texts = $"{path}.txt";
        try
        {
            await File.WriteAllLinesAsync(texts, dates, Cancellation);
            await using var connection = new DuckDBConnection("DataSource=:memory:");
            await connection.OpenAsync(Cancellation);
            await using var command = connection.CreateCommand();
            command.CommandText = $"COPY (SELECT date, 1.0 AS open, 1.0 AS high, 1.0 AS low, 1.0 AS close, 1.0 AS volume FROM read_csv('{texts}', "
                + $"columns = {{'date': 'VARCHAR'}}, header = false, delim = '|')) TO '{path}' (FORMAT parquet, ROW_GROUP_SIZE 2048)";
            await command.ExecuteNonQueryAsync(Cancellation);
            return await File.ReadAllBytesAsync(path, Cancellation);
        }
        finally
        {
            File.Delete(path);
            File.Delete(texts);
        }
    }
}
