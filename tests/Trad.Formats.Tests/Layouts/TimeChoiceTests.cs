using System.Globalization;
using System.Text;
using Apache.Arrow;
using Apache.Arrow.Types;
using Trad.Candles;
using Trad.Formats.Candles;
using Trad.Formats.Tests.Arrow;

namespace Trad.Formats.Tests.Layouts;

/// <summary>Files with two columns of times: that of the opens is taken, and none where nothing tells which it is.</summary>
public sealed class TimeChoiceTests
{
    private const int Rows = 20;
    private static readonly DateTimeOffset Start = new(2024, 1, 10, 22, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("5m", "timestamp", 300_000, "datetime")]
    [InlineData("5m", "timestamp", 299_999, "datetime")]
    [InlineData("5m", "timestamp", 299_000, "datetime")]
    [InlineData("1h", "timestamp", 3_600_000, "datetime")]
    [InlineData("5m", "timestamp", 0, "timestamp")]
    [InlineData("5m", "unix", 0, "unix")]
    [InlineData("5m", "open_time", 0, "open_time")]
    [InlineData("5m", "timestamp", 7_200_000, "timestamp")]
    [InlineData("1h", "timestamp", 18_000_000, "timestamp")]
    [InlineData("1h", "ts", -18_000_000, "ts")]
    public async Task Number_beside_a_text_without_zone_is_the_open_unless_it_is_an_interval_later(
        string code, string name, long later, string expected)
    {
        var interval = Interval.Parse(code);
        foreach (var swapped in new[] { false, true })
        {
            var text = Csv(interval, [
                (name, time => (time.ToUnixTimeMilliseconds() + later).ToString(CultureInfo.InvariantCulture)),
                ("datetime", time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)),
            ], swapped);

            var (times, layout) = await ReadAsync(text, interval);

            Assert.Equal(expected, layout.Columns["open_time"]);
            Assert.Equal(Start.ToUnixTimeMilliseconds() + (expected == name ? later : 0), times[0]);
        }
    }

    [Theory]
    [InlineData("start", "end")]
    [InlineData("Open time", "Close time")]
    [InlineData("open_time", "timestamp")]
    [InlineData("timestamp", "close_time")]
    [InlineData("time", "end_time")]
    public async Task Open_wins_over_close_in_any_order(string open, string close)
    {
        foreach (var swapped in new[] { false, true })
        {
            var text = Csv(Interval.FiveMinutes, [
                (open, time => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
                (close, time => time.AddMinutes(5).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture)),
            ], swapped);

            var (times, layout) = await ReadAsync(text, Interval.FiveMinutes);

            Assert.Equal((open, Start.ToUnixTimeMilliseconds()), (layout.Columns["open_time"], times[0]));
        }
    }

    [Theory]
    [InlineData("Date", "Timestamp", "yyyy-MM-dd", "HH:mm:ss")]
    [InlineData("Date", "Timestamp", "yyyyMMdd", "HH:mm:ss")]
    [InlineData("Date", "Time", "yyyy-MM-dd", "HH:mm")]
    [InlineData("date", "datetime", "yyyy.MM.dd", "HH:mm")]
    public async Task Day_and_time_of_day_are_one_moment_whatever_they_are_called(string day, string ofDay, string dayForm, string timeForm)
    {
        var text = Csv(Interval.FiveMinutes, [
            (day, time => time.ToString(dayForm, CultureInfo.InvariantCulture)),
            (ofDay, time => time.ToString(timeForm, CultureInfo.InvariantCulture)),
        ], false);

        var (times, layout) = await ReadAsync(text, Interval.FiveMinutes);

        Assert.Equal((ofDay, Start.ToUnixTimeMilliseconds()), (layout.Columns["time_of_day"], times[0]));
        Assert.Equal(Rows, times.Length);
    }

    [Theory]
    [InlineData("candle_close_time")]
    [InlineData("timestamp_close")]
    [InlineData("bar_end")]
    [InlineData("Bar Close Time")]
    [InlineData("candle_end")]
    [InlineData("period_ending")]
    [InlineData("close_datetime")]
    [InlineData("close_date")]
    [InlineData("last_timestamp")]
    [InlineData("closeTimeMs")]
    public async Task Time_named_after_an_end_is_the_close_whatever_else_the_name_says(string name)
    {
        var text = Csv(Interval.FiveMinutes, [
            (name, time => time.AddMinutes(5).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)),
        ], false);

        var (candles, layout) = await LayoutReading.ReadAsync(text);

        Assert.Equal((true, Start.ToUnixTimeMilliseconds()), (layout.HasClosingTimes, candles.OpenTime[0]));
    }

    [Fact]
    public async Task Only_column_of_times_with_an_unknown_name_is_named_in_the_notes()
    {
        var text = Csv(Interval.FiveMinutes, [
            ("moment", time => time.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)),
        ], false);

        Assert.Contains(
            "Column 'moment' is the one that holds times; they were taken for those at which candles open.",
            (await LayoutReading.ReadAsync(text)).Layout.Notes);
    }

    [Theory]
    [InlineData("close_time", 300_000)]
    [InlineData("close_time", 299_999)]
    [InlineData("end", 300_000)]
    [InlineData("timestamp", 0)]
    public async Task Opens_in_local_time_beside_numbers_give_way_to_these(string known, long later)
    {
        var text = Csv(Interval.FiveMinutes, [
            ("open_time", time => time.AddHours(5.5).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)),
            (known, time => (time.ToUnixTimeMilliseconds() + later).ToString(CultureInfo.InvariantCulture)),
        ], false);

        var (candles, layout) = await LayoutReading.ReadAsync(text);

        Assert.Equal((known, Start.ToUnixTimeMilliseconds()), (layout.Columns["open_time"], candles.OpenTime[0]));
    }

    [Theory]
    [InlineData("open_time", "close_time")]
    [InlineData("date", "bar_end")]
    public async Task Opens_hours_off_their_closes_are_refused_with_both(string open, string close)
    {
        var text = Csv(Interval.FiveMinutes, [
            (open, time => time.AddHours(8).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)),
            (close, time => time.AddMinutes(5).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)),
        ], false);

        var refused = await LayoutReading.RefusalAsync(text);

        Assert.Contains($"column '{open}' has opens and '{close}' has closes", refused, StringComparison.Ordinal);
        Assert.Contains("2024-01-11T06:00:00Z in one and 2024-01-10T22:05:00Z in the other", refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Moments_win_over_the_days_beside_them()
    {
        var text = Csv(Interval.FiveMinutes, [
            ("datetime", time => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
            ("date", time => time.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture)),
        ], false);

        Assert.Equal("date", (await ReadAsync(text, Interval.FiveMinutes)).Layout.Columns["open_time"]);
    }

    [Theory]
    [InlineData("5m", 3 * 86_400_000L)]
    [InlineData("5m", 1_234_000L)]
    [InlineData("4h", 4 * 3_600_000L)]
    [InlineData("4h", -4 * 3_600_000L)]
    public async Task Times_that_differ_and_nothing_explains_are_refused_with_both(string code, long later)
    {
        var text = Csv(Interval.Parse(code), [
            ("timestamp", time => (time.ToUnixTimeMilliseconds() + later).ToString(CultureInfo.InvariantCulture)),
            ("date", time => time.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)),
        ], false);

        var refused = await Assert.ThrowsAsync<CandleFileException>(() => ReadAsync(text, Interval.Parse(code)));

        Assert.Contains("columns 'timestamp' and 'date' are both times and differ", refused.Message, StringComparison.Ordinal);
        Assert.Contains("2024-01-10T22:00:00Z", refused.Message, StringComparison.Ordinal);
        Assert.Contains("leave one of them, or call it open_time", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Feather_with_closes_as_timestamp_and_opens_as_datetime_is_read_by_its_opens()
    {
        var opens = Enumerable.Range(0, Rows).Select(i => Start.AddMinutes(5 * i)).ToList();
        var ones = new DoubleArray.Builder().AppendRange(Enumerable.Repeat(1.0, Rows)).Build();
        string[] prices = ["open", "high", "low", "close", "volume"];
        var content = ArrowFiles.Write(
        [
            ("timestamp", new Int64Array.Builder().AppendRange(opens.Select(time => time.AddMinutes(5).ToUnixTimeMilliseconds())).Build()),
            ("datetime", new TimestampArray.Builder(TimeUnit.Millisecond, "UTC").AppendRange(opens).Build()),
            .. prices.Select(price => (price, (IArrowArray)ones)),
        ]);

        var (candles, layout) = await LayoutReading.ReadAsync(new MemoryStream(content), "test.5m.feather");

        Assert.Equal(("datetime", Start.ToUnixTimeMilliseconds()), (layout.Columns["open_time"], candles.OpenTime[0]));
    }

    [Fact]
    public async Task Stream_of_an_exchange_with_names_that_differ_by_capitals_alone_is_read()
    {
        var text = string.Concat(Enumerable.Range(0, 3).Select(i => $$"""
            {"t":{{Start.AddMinutes(5 * i).ToUnixTimeMilliseconds()}},"T":{{Start.AddMinutes((5 * i) + 5).ToUnixTimeMilliseconds() - 1}},"s":"BTCUSDT","i":"5m","f":1,"L":9,"o":"2","c":"2.5","h":"3","l":"1","v":"10","n":9,"x":true,"q":"25","V":"5","Q":"12"}

            """));

        var (candles, _) = await LayoutReading.ReadAsync(text, "test.5m.json");

        Assert.Equal(
            (3, 1.0, 10.0, 25.0, 9L),
            (candles.Count, candles.Low[0], candles.Volume[0], candles.QuoteVolume[0], candles.TradeCount[0]));
    }

    private static string Csv(Interval interval, (string Name, Func<DateTimeOffset, string> Write)[] columns, bool swapped)
    {
        var ordered = swapped ? columns.Reverse().ToArray() : columns;
        var text = new StringBuilder(string.Join(',', ordered.Select(column => column.Name))).Append(",open,high,low,close,volume\n");
        for (var i = 0; i < Rows; i++)
        {
            var time = Start.AddMilliseconds(i * interval.Milliseconds);
            text.Append(string.Join(',', ordered.Select(column => column.Write(time)))).Append(",1,1,1,1,1\n");
        }

        return text.ToString();
    }

    private static async Task<(long[] OpenTimes, RecognizedLayout Layout)> ReadAsync(string text, Interval interval)
    {
        var times = new List<long>();
        var intake = new CandleIntake(Interval.OneSecond, CandleFileLimits.Default, CandlePlausibility.AtAnyTime) { IsMeasuring = true };
        await CandleFileReader.ReadMonthsAsync(
            new CandleFile(new MemoryStream(Encoding.UTF8.GetBytes(text)), "test", null, CandleFileLimits.Default), intake,
            month =>
            {
                times.AddRange(month.OpenTime);
                return ValueTask.CompletedTask;
            },
            Cancellation);
        Assert.Equal(interval.Milliseconds, intake.Spacing);
        return ([.. times], intake.Layout!);
    }
}
