using Trad.Candles;
using Trad.Formats.Candles;

namespace Trad.Formats.Tests.Layouts;

/// <summary>Files that stay refused: the message names the place, what stands there, and the remedy.</summary>
public sealed class LayoutRefusalTests
{
    private const string Header = "open_time,open,high,low,close,volume\n";

    // A number with a comma that is not in quotes becomes two fields, of which the second has no name.
    [Fact]
    public async Task Read_a_field_behind_the_last_name_is_refused_also_where_the_names_end_with_a_comma()
    {
        const string Names = "open_time,open,high,low,close,volume,\n";

        Assert.Contains(
            "line 2: the line has 7 fields, and there are names of 6",
            await LayoutReading.RefusalAsync($"{Names}1735689600000,100,101,99,100.5,1,234.5\n"), StringComparison.Ordinal);
        var (candles, _) = await LayoutReading.ReadAsync($"{Names}1735689600000,100,101,99,100.5,1,\n1735689900000,100,101,99,100.5,1\n");
        Assert.Equal(2, candles.Count);
    }

    [Fact]
    public async Task Read_a_comma_behind_a_zero_is_a_decimal_comma()
    {
        var (candles, _) = await LayoutReading.ReadAsync(
            $"{Header}1735689600000,\"0,523\",\"0,525\",\"0,521\",\"0,524\",\"1,000\"\n");

        Assert.Equal((0.523, 0.525, 0.521), (candles[0].Open, candles[0].High, candles[0].Low));
        Assert.Equal((0.524, 1.0), (candles[0].Close, candles[0].Volume));
    }

    [Theory]
    [InlineData("""[{"time":1735689600000,"open":"42,523","high":"42,525","low":"42,521","close":"42,524","volume":1}]""", "may be 42.523 or")]
    [InlineData(
        """
        {"time":1735689600000,"open":100,"high":101,"low":99,"close":100,"volume":1}
        {"time":1735689900000,"high":101,"low":99,"volume":1}
        """, "a row has all four prices, or none of them")]
    public async Task Read_json_that_holds_half_a_candle_or_no_number_is_refused(string text, string expected) =>
        Assert.Contains(expected, await LayoutReading.RefusalAsync(text), StringComparison.Ordinal);

    [Fact]
    public async Task Read_dates_that_no_row_decides_is_refused_with_both_readings()
    {
        var refusal = await LayoutReading.RefusalAsync(
            "Date,Open,High,Low,Close,Volume\n03/04/2024 00:00,1,1,1,1,1\n03/04/2024 00:05,1,1,1,1,1\n");

        Assert.Contains(
            "'03/04/2024 00:00' may be 3 April 2024 or 4 March 2024, and no row of the file tells which", refusal,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_dates_that_are_the_same_either_way_needs_no_decision()
    {
        var (candles, _) = await LayoutReading.ReadAsync(
            "Date,Open,High,Low,Close,Volume\n01/01/2024 00:00,1,1,1,1,1\n02/02/2024 00:00,1,1,1,1,1\n");

        Assert.Equal(new DateTimeOffset(2024, 2, 2, 0, 0, 0, TimeSpan.Zero), candles.Range.EndTime.AddMinutes(-5));
    }

    [Fact]
    public async Task Read_dates_of_which_the_first_is_the_same_either_way_tells_both_readings_of_another()
    {
        var refusal = await LayoutReading.RefusalAsync(
            "Date,Open,High,Low,Close,Volume\n01/01/2024 00:00,1,1,1,1,1\n02/01/2024 00:00,1,1,1,1,1\n");

        Assert.Contains("'02/01/2024 00:00' may be 2 January 2024 or 1 February 2024", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_years_of_two_digits_between_hyphens_is_refused()
    {
        var refusal = await LayoutReading.RefusalAsync(
            "Date,Open,High,Low,Close,Volume\n24-01-13 00:00,1,1,1,1,1\n24-01-13 00:05,1,1,1,1,1\n");

        Assert.Contains("24-01-13 00:00", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_dates_that_only_the_last_row_of_a_long_file_decides_are_read_by_it()
    {
        var rows = Enumerable.Range(0, 12 * 288).Select(i => new DateTime(2024, 1, 1).AddMinutes(5 * i))
            .Append(new DateTime(2024, 1, 13));
        var text = "Date,Open,High,Low,Close,Volume\n" + string.Concat(rows.Select(time => $"{time:MM\\/dd\\/yyyy HH:mm},1,1,1,1,1\n"));

        var (candles, layout) = await LayoutReading.ReadAsync(text);

        Assert.Equal(new DateTimeOffset(2024, 1, 13, 0, 0, 0, TimeSpan.Zero), candles.Range.EndTime.AddMinutes(-5));
        Assert.Contains("Dates are written with the month first.", layout.Notes);
    }

    [Fact]
    public async Task Read_dates_of_both_orders_in_one_file_is_refused_at_the_row_that_does_not_fit()
    {
        var refusal = await LayoutReading.RefusalAsync(
            "Date,Open,High,Low,Close,Volume\n01/13/2024 00:00,1,1,1,1,1\n14/01/2024 00:05,1,1,1,1,1\n");

        Assert.Contains(
            "line 3: column 'Date' (open_time): '14/01/2024 00:05' is no day or time with the month first, as other rows", refusal,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(
        "1735689600000,100,101,99,100.5,1,234.5\n",
        "line 2: the line has 7 fields, and there are names of 6; a number with a comma in it must stand in quotes")]
    [InlineData("1735689600000,100,101,99\n", "line 2: the line has 4 fields, and there are names of 6")]
    [InlineData("1735689600000,100,101,99,100.5,1,234,5\n", "line 2: the line has 8 fields, and there are names of 6")]
    public async Task Read_a_row_of_another_number_of_fields_is_refused_with_both_counts(string row, string expected) =>
        Assert.Contains(expected, await LayoutReading.RefusalAsync(Header + row), StringComparison.Ordinal);

    [Theory]
    [InlineData(
        "1735689600000,100,101,99,100.5,1\n1735689900000,100,101,99,100.5,1\n1735689600000,100,101,99,100.5,2\n",
        "is in line 2 and in line 4, with another volume (1 there, 2 here)")]
    [InlineData(
        "1735689600000,100,101,99,100.5,1\n1735689600000,100,102,99,100.5,1\n",
        "line 3: open_time 2025-01-01T00:00:00Z is in line 2 already, with another high (101 there, 102 here)")]
    [InlineData(
        "1735689600000,1,1,1,1,1\n1738368000000,1,1,1,1,1\n1735689900000,1,1,1,1,1\n",
        "line 4: open_time 2025-01-01T00:05:00Z comes after rows of other months")]
    public async Task Read_rows_that_contradict_each_other_or_jump_between_months_is_refused_with_the_lines(string rows, string expected) =>
        Assert.Contains(expected, await LayoutReading.RefusalAsync(Header + rows), StringComparison.Ordinal);

    [Theory]
    [InlineData("2024-10-27 02:05", true)]
    [InlineData("2024-11-03 01:05", true)]
    [InlineData("2024-10-27 12:05", false)]
    [InlineData("2024-10-20 02:05", false)]
    public async Task Read_an_hour_that_is_there_twice_where_summer_time_ends_names_the_zone_as_a_cause(string time, bool isNamed)
    {
        var refusal = await LayoutReading.RefusalAsync($"{Header}{time},1,1,1,1,1\n{time},1,2,1,1,1\n");

        Assert.Contains("leave one of the two", refusal, StringComparison.Ordinal);
        Assert.Equal(isNamed, refusal.Contains("write them in UTC or with their offset", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("00:05", "is a time of day without its day; write both, as yyyy-MM-dd HH:mm, or a column of days beside it")]
    [InlineData("9:30:00 PM", "is a time of day without its day")]
    [InlineData("2024-01-01 00:00:00 EST", "is in a zone by a name; write UTC, or an offset as +01:00")]
    [InlineData("45292.5", "is the number of a day as spreadsheets count them; write the times as yyyy-MM-dd HH:mm")]
    [InlineData("45292", "is the number of a day as spreadsheets count them")]
    [InlineData("2024013123", "is a day and its hour written as yyyyMMddHH; write the times as yyyy-MM-dd HH:mm, or in seconds since 1970")]
    [InlineData("2403040005", "is a day and its time written as yyMMddHHmm")]
    [InlineData("638422218000000000", "counts tenths of a microsecond since the year 1, as .NET does (ticks)")]
    [InlineData("133512174000000000", "counts tenths of a microsecond since 1601, as Windows does (FILETIME)")]
    [InlineData("13351217400000000", "counts microseconds since 1601, as WebKit does")]
    [InlineData("28445730", "counts minutes since 1970")]
    [InlineData("474095", "counts hours since 1970")]
    [InlineData("739282.98", "counts days since the year 0, as MATLAB does")]
    [InlineData("2460341.48", "counts Julian days")]
    [InlineData("1240131", "is a day written as 1yyMMdd")]
    [InlineData("240131", "is a day written as yyMMdd")]
    [InlineData("3915736200", "would be after 2070 in seconds since 1970, and may count seconds since 1900 or 1904")]
    [InlineData("########", "is what a spreadsheet shows where a column is too narrow")]
    [InlineData("30:00.0", "has minutes and seconds without their day and hour, as spreadsheets show times with fractions")]
    [InlineData("19723", "counts days, as R and NumPy do; write the times as yyyy-MM-dd HH:mm")]
    [InlineData("Mon Jan 01 2024 00:00:00 (CET)", "is in a zone by a name; write UTC, or an offset as +01:00")]
    [InlineData("2024-02-30 00:00", "is no day or time that there is")]
    [InlineData("1704067200000001", "is not a time in whole milliseconds")]
    [InlineData("2024-01-01T00:00:00.0001Z", "is not a time in whole milliseconds")]
    [InlineData("tomorrow", "is not a time; allowed are seconds, milliseconds, microseconds or nanoseconds since 1970")]
    public async Task Read_what_is_no_time_names_the_remedy(string time, string expected) =>
        Assert.Contains(
            $"line 2: column 'open_time': '{time}' {expected}", await LayoutReading.RefusalAsync($"{Header}{time},1,1,1,1,1\n"),
            StringComparison.Ordinal);

    [Theory]
    [InlineData("1.70674E+12,1,1,1,1,1\n", "not a multiple of 5m; '1.70674E+12' has lost its last digits, as spreadsheets show long numbers")]
    [InlineData("1.7064E+12,1,1,1,1,1\n1.7064E+12,1,1,1,1,1\n", "line 3: column 'open_time': '1.7064E+12' stands in several rows, and has lost")]
    public async Task Read_times_whose_digits_a_spreadsheet_has_lost_names_the_remedy(string rows, string expected)
    {
        var refusal = await LayoutReading.RefusalAsync(Header + rows);

        Assert.Contains(expected, refusal, StringComparison.Ordinal);
        Assert.Contains("open the original file as it is", refusal, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Time_EST,Open,High,Low,Close,Volume\n2024-01-01 00:00,1,1,1,1,1\n", "has times in the zone EST; write them in UTC")]
    [InlineData("datetime_ny,Open,High,Low,Close,Volume\n2024-01-01 00:00,1,1,1,1,1\n", "has times in the zone ny; write them in UTC")]
    [InlineData("datetime_ist,Open,High,Low,Close,Volume\n2024-01-01 00:00,1,1,1,1,1\n", "has times in the zone ist; write them in")]
    [InlineData("Local time,Open,High,Low,Close,Volume\n2024-01-01 00:00,1,1,1,1,1\n", "has times in the zone Local; write them in UTC")]
    [InlineData("Date,Time (EET),Open,High,Low,Close,Volume\n2024-01-01,00:00,1,1,1,1,1\n", "'Time (EET)' has times in the zone EET")]
    [InlineData(
        "Date (Europe/Berlin),Open,High,Low,Close,Volume\n2024-01-01 00:00,1,1,1,1,1\n", "has times in the zone Europe/Berlin; write them")]
    [InlineData(
        "# timezone: America/New_York\nTime,Open,High,Low,Close,Volume\n2024-01-01 00:00,1,1,1,1,1\n",
        "the file says that its times are in the zone America/New_York; write them in UTC")]
    [InlineData(
        "Time,timezone,Open,High,Low,Close,Volume\n2024-01-01 00:00,America/New_York,1,1,1,1,1\n",
        "column 'timezone' says 'America/New_York', and the times have no zone of their own")]
    [InlineData(
        "Time,utc_offset,Open,High,Low,Close,Volume\n2024-01-01 00:00,-5,1,1,1,1,1\n",
        "column 'utc_offset' says '-5', and the times have no zone of their own")]
    [InlineData("Time (EET),Open,High,Low,Close,Volume\n2024-01-01 00:00,1,1,1,1,1\n", "has times in the zone EET; write them in UTC")]
    [InlineData(
        "time,close,close,open,high,low,volume\n1704067200000,1,2,1,2,1,1\n",
        "column 'close' is there twice, as 'close' in columns 2 and 3, with different values; leave one of them")]
    [InlineData(
        "date,AAA.Open,AAA.High,AAA.Low,AAA.Close,BBB.Open,BBB.High,BBB.Low,BBB.Close\n2024-01-01,1,1,1,1,1,1,1,1\n",
        "there are prices of several markets, 'date', 'AAA.Open'")]
    [InlineData("when,open,high,low,close,volume\nsoon,1,1,1,1,1\n", "column 'open_time' is missing: none of 'when', 'open'")]
    [InlineData("a,b,c,d,e,f\n1704067200000,1,1,1,1,1\n", "line 1: column 'open' is missing; there are 'a', 'b', 'c'")]
    [InlineData("hello\n", "line 1: 'hello' is neither a row of candles")]
    [InlineData(
        "snapped_at,price,market_cap,total_volume\n2024-01-01 00:00:00 UTC,1,1,1\n",
        "column 'open' is missing; there are 'snapped_at', 'price'")]
    public async Task Read_names_that_do_not_do_says_which_are_there(string text, string expected) =>
        Assert.Contains(expected, await LayoutReading.RefusalAsync(text), StringComparison.Ordinal);

    [Theory]
    [InlineData(
        "1735689600000,100,,99,100.5,1\n", "line 2: column 'high': '' is not a finite number; a row has all four prices, or none of them")]
    [InlineData("1735689600000,100,1O1,99,100.5,1\n", "line 2: column 'high': '1O1' is not a number")]
    [InlineData("1735689600000,100,\"1,01\",99,100.5,1\n", "line 2: column 'high': '1,01' is not a number")]
    public async Task Read_a_price_that_is_none_says_which(string row, string expected) =>
        Assert.Contains(
            expected, await LayoutReading.RefusalAsync($"{Header}{row}1735689900000,100.5,101.5,99,100.5,1\n"), StringComparison.Ordinal);

    [Theory]
    [InlineData("12.5")]
    [InlineData("-1")]
    [InlineData("many")]
    public async Task Read_a_count_that_is_none_says_which(string count) => Assert.Contains(
        $"line 2: column 'trades' (trade_count): '{count}' is not a count",
        await LayoutReading.RefusalAsync(
            $"open_time,open,high,low,close,volume,trades\n1735689600000,1,1,1,1,1,{count}\n" + string.Concat(
                Enumerable.Range(1, 9).Select(i => $"{1735689600000 + (i * 300_000)},1,1,1,1,1,7\n"))),
        StringComparison.Ordinal);

    [Theory]
    [InlineData("2024-01-02 16:00:00", "1d", "Where 16:00 is when a stock exchange closes, as in Google Sheets, write the days alone")]
    [InlineData("2024-01-02 16:00:00", "1d", "as at 16:00 UTC in Hong Kong, import hours and let days be made of them")]
    [InlineData("2024-01-02 00:30:00", "1h", "write them in UTC or with the offset (+05:30); where candles open at :30, import shorter ones")]
    [InlineData("2024-01-02 05:00:00", "4h", "Where the times are of a zone, write them in UTC or with the offset")]
    public async Task Read_times_between_those_at_which_candles_open_names_the_remedy(string time, string interval, string expected)
    {
        var intake = new CandleIntake(Interval.Parse(interval), CandleFileLimits.Default, CandlePlausibility.AtAnyTime);
        var content = System.Text.Encoding.UTF8.GetBytes($"Date,Open,High,Low,Close,Volume\n{time},1,1,1,1,1\n");

        var refused = await Assert.ThrowsAsync<CandleFileException>(() => CandleFileReader.ReadMonthsAsync(
            new CandleFile(new MemoryStream(content), "test", null, CandleFileLimits.Default), intake, _ => ValueTask.CompletedTask,
            TestContext.Current.CancellationToken));

        Assert.Contains($"not a multiple of {interval}. Where ", refused.Message, StringComparison.Ordinal);
        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
    }
}
