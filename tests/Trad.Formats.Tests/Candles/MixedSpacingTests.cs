using Trad.Candles;
using Trad.Formats.Candles;
using Trad.Formats.Tests.Layouts;

namespace Trad.Formats.Tests.Candles;

/// <summary>Files of which one part has candles of one interval and another part those of another.</summary>
public sealed class MixedSpacingTests
{
    private static readonly long Start = new DateTimeOffset(2024, 1, 30, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();

    [Theory]
    [InlineData("5m", 100, "15m", 100, "15m apart from line 102, ", "and 5m elsewhere")]
    [InlineData("15m", 100, "5m", 100, "15m apart from line 2, 2024-01-30T00:00:00Z, to line 102, ", "and 5m elsewhere")]
    [InlineData("1h", 40, "30m", 40, "1h apart from line 2, 2024-01-30T00:00:00Z, to line 42, ", "and 30m elsewhere")]
    [InlineData("1d", 40, "1w", 40, "1w apart from line 42, ", "and 1d elsewhere")]
    [InlineData("1d", 60, "3d", 40, "3d apart from line 63, ", "and 1d elsewhere")]
    [InlineData("1m", 3000, "1h", 40, "1h apart from line 3002, ", "and 1m elsewhere")]
    [InlineData("5m", 8, "15m", 8, "15m apart from line 10, ", "and 5m elsewhere")]
    public async Task Read_candles_of_two_intervals_is_refused_with_both_and_the_rows(
        string first, int count, string second, int more, string part, string rest)
    {
        var times = Times((first, count), (second, more));
        var interval = Interval.Parse(first) < Interval.Parse(second) ? first : second;

        var refused = await RefusalAsync(times, interval);
        Assert.Contains(part, refused, StringComparison.Ordinal);
        Assert.Contains(
            $"{rest}; import the parts one by one, each with its own interval, or import it as it is with", refused,
            StringComparison.Ordinal);

        // Newest first the rows are others, and the interval is the same.
        Assert.Contains(rest, await RefusalAsync([.. times.Reverse()], interval), StringComparison.Ordinal);
        Assert.Equal(times.Length, (await ReadAsync(times, interval, CandlePlausibility.AtAnyTime)).Count);
    }

    [Fact]
    public async Task Read_few_candles_of_a_longer_interval_among_many_says_so()
    {
        var text = "open_time,open,high,low,close,volume\n" + string.Concat(
            Times(("1h", 10), ("5m", 600)).Select(time => $"{time},1,1,1,1,1\n"));

        var (_, layout) = await LayoutReading.ReadAsync(text);

        Assert.Contains(
            "Candles are 1h apart from line 2, 2024-01-30T00:00:00Z, to line 12, 2024-01-30T10:00:00Z, and 5m elsewhere; "
            + "where these are of two intervals, import them one by one.",
            layout.Notes);
    }

    [Fact]
    public async Task Read_candles_of_a_market_that_is_seldom_traded_is_no_mixture()
    {
        // Of ten minutes one to five have a trade, by chance.
        foreach (var share in new[] { 0.1, 0.3, 0.5 })
        {
            var random = new Random(11);
            long[] times = [.. Enumerable.Range(0, 60_000).Where(_ => random.NextDouble() < share).Select(i => Start + (i * 60_000L))];

            Assert.Equal(times.Length, (await ReadAsync(times, "1m", Strict)).Count);
        }
    }

    [Fact]
    public async Task Read_days_of_a_stock_exchange_with_weekends_and_holidays_is_no_mixture()
    {
        var days = Enumerable.Range(0, 800).Select(i => Start + (i * 86_400_000L)).Where(time =>
            DateTimeOffset.FromUnixTimeMilliseconds(time).DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday));

        Assert.True((await ReadAsync([.. days], "1d", Strict)).Count > 500);
    }

    private static CandlePlausibility Strict => CandlePlausibility.AtAnyTime with { AcceptsOutliers = false };

    private static long[] Times(params (string Interval, int Count)[] parts)
    {
        var times = new List<long>();
        var next = Start;
        foreach (var (code, count) in parts)
        {
            var interval = Interval.Parse(code);
            next = interval.OpenOf(next) == next ? next : interval.CloseOf(next);
            for (var i = 0; i < count; i++)
            {
                times.Add(next);
                next = interval.Shift(next, 1);
            }
        }

        return [.. times];
    }

    private static async Task<string> RefusalAsync(long[] times, string interval) =>
        (await Assert.ThrowsAsync<CandleFileException>(() => ReadAsync(times, interval, Strict))).Message;

    private static async Task<CandleIntake> ReadAsync(long[] times, string interval, CandlePlausibility plausibility)
    {
        var text = "open_time,open,high,low,close,volume\n" + string.Concat(times.Select(time => $"{time},1,1,1,1,1\n"));
        var file = new CandleFile(
            new MemoryStream(System.Text.Encoding.ASCII.GetBytes(text)), "test.csv", null, CandleFileLimits.Default);
        var intake = new CandleIntake(Interval.Parse(interval), file.Limits, plausibility);
        await CandleFileReader.ReadMonthsAsync(file, intake, _ => ValueTask.CompletedTask, TestContext.Current.CancellationToken);
        return intake;
    }
}
