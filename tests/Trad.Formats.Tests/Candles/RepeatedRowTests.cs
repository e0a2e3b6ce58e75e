using System.Text;
using Trad.Formats.Candles;
using Trad.Formats.Tests.Fuzzing;
using Trad.Formats.Tests.Layouts;

namespace Trad.Formats.Tests.Candles;

/// <summary>Rows that come again far behind the first: in another month of the file, or in another file of an archive.</summary>
public sealed class RepeatedRowTests
{
    private const string Header = "open_time,open,high,low,close,volume\n";

    [Theory]
    [InlineData("0 1 40 0 41 1")]
    [InlineData("41 40 1 0 41 0")]
    [InlineData("0 1 40 41 80 1 81 0 41")]
    public async Task Read_a_row_that_repeats_one_of_a_month_before_leaves_it_out_and_counts_it(string days)
    {
        var rows = days.Split(' ').Select(int.Parse).ToList();

        var (candles, layout) = await LayoutReading.ReadAsync(Header + string.Concat(rows.Select(day => Row(day))), "test.1d.csv");

        Assert.Equal(rows.Distinct().Order().Select(Time), candles.OpenTime.ToArray());
        Assert.Equal(rows.Count - rows.Distinct().Count(), layout.DuplicatesDropped);
    }

    [Theory]
    [InlineData("100,101,99,100.5,1", "100,101,99,100.5,2")]
    [InlineData("100,101,99,100.5,1", "100,101,99,100.25,1")]
    public async Task Read_a_row_that_contradicts_one_of_a_month_before_is_refused_with_both_lines(string one, string other)
    {
        var refused = await LayoutReading.RefusalAsync(
            $"{Header}{Time(0)},{one}\n{Row(1)}{Row(40)}{Row(41)}{Time(0)},{other}\n", "test.1d.csv");

        Assert.Contains(
            "line 6: open_time 2025-01-01T00:00:00Z is in line 2 already, with other values; leave one of the two", refused,
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_files_of_an_archive_that_overlap_leaves_out_what_repeats_and_refuses_what_contradicts_with_both_files()
    {
        var first = Encoding.ASCII.GetBytes(Header + string.Concat(Enumerable.Range(0, 70).Select(day => Row(day))));
        var second = Encoding.ASCII.GetBytes(Header + string.Concat(Enumerable.Range(20, 80).Select(day => Row(day))));
        var wrong = Encoding.ASCII.GetBytes(Header + Row(20) + Row(21).Replace("100.5", "100.25", StringComparison.Ordinal));

        var (candles, layout) = await LayoutReading.ReadAsync(
            new MemoryStream(SoundFiles.Zip(("a.csv", first), ("b.csv", second))), "test.1d.zip");
        var refused = await Assert.ThrowsAsync<CandleFileException>(() => LayoutReading.ReadAsync(
            new MemoryStream(SoundFiles.Zip(("a.csv", first), ("b.csv", second), ("c.csv", wrong))), "test.1d.zip"));

        Assert.Equal((100, 50L), (candles.Count, layout.DuplicatesDropped));
        Assert.Contains(
            "test.1d.zip/c.csv, line 3: open_time 2025-01-22T00:00:00Z is in line 23 of test.1d.zip/a.csv already", refused.Message,
            StringComparison.Ordinal);
    }

    private static string Row(int day) => $"{Time(day)},100,101,99,100.5,1\n";

    private static long Time(int day) => new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero).AddDays(day).ToUnixTimeMilliseconds();
}
