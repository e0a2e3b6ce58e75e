using Apache.Arrow;
using Apache.Arrow.Types;
using Trad.Formats.Tests.Arrow;

namespace Trad.Formats.Tests.Layouts;

/// <summary>Zones that a file states for times that have none: always as far from UTC they are taken off, and UTC is UTC.</summary>
public sealed class StatedZoneTests
{
    private const string Prices = ",open,high,low,close,volume\n";
    private static readonly DateTimeOffset Midnight = new(2024, 1, 31, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("Time (UTC+8)", 8)]
    [InlineData("Time (GMT+8)", 8)]
    [InlineData("Date (UTC+01:00)", 1)]
    [InlineData("datetime_utc+8", 8)]
    [InlineData("Date (+05:30)", 5.5)]
    [InlineData("time UTC-5", -5)]
    [InlineData("timestamp_jst", 9)]
    [InlineData("candle_date_time_kst", 9)]
    [InlineData("Time (UTC)", 0)]
    [InlineData("Time (GMT)", 0)]
    [InlineData("Date (+00:00)", 0)]
    [InlineData("timestamp_utc", 0)]
    public async Task Offset_in_the_name_of_times_without_zone_is_taken_off(string name, double hours)
    {
        var (candles, layout) = await LayoutReading.ReadAsync($"{name}{Prices}2024-01-31 00:00,1,1,1,1,1\n2024-01-31 00:05,1,1,1,1,1\n");

        Assert.Equal(Midnight.AddHours(-hours).ToUnixTimeMilliseconds(), candles.OpenTime[0]);
        Assert.Equal(hours != 0, layout.Notes.Any(note => note.Contains("as the file says; they were converted", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("Time (UTC+8)")]
    [InlineData("Time_EST")]
    [InlineData("Date (Europe/Berlin)")]
    public async Task Zone_in_the_name_of_times_that_have_their_own_tells_nothing(string name)
    {
        var text = $"{name}{Prices}2024-01-31T00:00:00Z,1,1,1,1,1\n2024-01-31T00:05:00Z,1,1,1,1,1\n";

        Assert.Equal(Midnight.ToUnixTimeMilliseconds(), (await LayoutReading.ReadAsync(text)).Candles.OpenTime[0]);
    }

    [Theory]
    [InlineData("# timezone: UTC+8\n", 8)]
    [InlineData("# Timezone: UTC\n", 0)]
    [InlineData("# all times are in UTC+02:00\n", 2)]
    public async Task Comment_with_an_offset_counts_for_the_times_under_it(string comment, int hours)
    {
        foreach (var names in new[] { $"time{Prices}", "" })
        {
            var text = $"{comment}{names}2024-01-31 00:00,1,2,1,1,1\n2024-01-31 00:05,1,2,1,1,1\n";

            Assert.Equal(
                Midnight.AddHours(-hours).ToUnixTimeMilliseconds(), (await LayoutReading.ReadAsync(text)).Candles.OpenTime[0]);
        }
    }

    [Theory]
    [InlineData("timezone", "UTC")]
    [InlineData("utc_offset", "0")]
    [InlineData("utc_offset", "+00:00")]
    public async Task Column_of_zones_that_says_UTC_is_ignored(string column, string zone)
    {
        var text = $"time,{column}{Prices}2024-01-31 00:00,{zone},1,1,1,1,1\n";

        Assert.Equal(Midnight.ToUnixTimeMilliseconds(), (await LayoutReading.ReadAsync(text)).Candles.OpenTime[0]);
    }

    [Fact]
    public async Task Json_with_an_offset_in_the_name_is_converted()
    {
        var text = """[{"Time (UTC+8)":"2024-01-31 00:00","open":1,"high":1,"low":1,"close":1,"volume":1}]""";

        Assert.Equal(
            Midnight.AddHours(-8).ToUnixTimeMilliseconds(), (await LayoutReading.ReadAsync(text, "test.5m.json")).Candles.OpenTime[0]);
    }

    [Theory]
    [InlineData(null, -8)]
    [InlineData("UTC", 0)]
    public async Task Feather_with_an_offset_in_the_name_is_converted_unless_its_type_has_a_zone(string? zone, int hours)
    {
        var ones = new DoubleArray.Builder().AppendRange([1.0, 1.0]).Build();
        string[] prices = ["open", "high", "low", "close", "volume"];
        var times = new TimestampArray.Builder(TimeUnit.Millisecond, zone).AppendRange([Midnight, Midnight.AddMinutes(5)]).Build();
        var content = ArrowFiles.Write([("time_utc+8", times), .. prices.Select(price => (price, (IArrowArray)ones))]);

        var (candles, _) = await LayoutReading.ReadAsync(new MemoryStream(content), "test.5m.feather");

        Assert.Equal(Midnight.AddHours(hours).ToUnixTimeMilliseconds(), candles.OpenTime[0]);
    }
}
