using System.Globalization;
using Trad.Testing;

namespace Trad.Formats.Tests.Layouts;

/// <summary>Rows without names in another order than ours: read where the rows prove it, refused where they speak against it.</summary>
public sealed class UnnamedOrderTests
{
    private static readonly string[] Ours = ["t", "o", "h", "l", "c", "v"];

    public static TheoryData<string> Known => ["t o h l c v", "t o c h l v", "t o c l h v", "t l h o c v", "t v c h l o"];

    [Theory]
    [MemberData(nameof(Known))]
    public async Task Known_order_gives_the_candles_oldest_and_newest_first(string order)
    {
        foreach (var isNewestFirst in new[] { false, true })
        {
            var (candles, _) = await LayoutReading.ReadAsync(Rows(order.Split(' '), 60, isNewestFirst));

            var expected = await LayoutReading.ReadAsync("t,o,h,l,c,v\n" + Rows(Ours, 60, false));
            Assert.Equal(expected.Candles.ToList(), candles.ToList());
        }
    }

    [Theory]
    [InlineData("t c h l o v")]
    [InlineData("t c o h l v")]
    [InlineData("t l h c o v")]
    [InlineData("t v o h l c")]
    public async Task Order_with_open_and_close_exchanged_is_refused(string order)
    {
        foreach (var isNewestFirst in new[] { false, true })
        {
            Assert.Contains(
                "look exchanged: candles begin near the former of the one before; name the columns in the first row",
                await LayoutReading.RefusalAsync(Rows(order.Split(' '), 60, isNewestFirst)), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("t h o c l v")]
    [InlineData("t h l o c v")]
    [InlineData("t c l h o v")]
    [InlineData("t v o c h l")]
    public async Task Order_that_nobody_is_known_to_write_is_refused(string order) =>
        Assert.NotEmpty(await LayoutReading.RefusalAsync(Rows(order.Split(' '), 60, false)));

    [Fact]
    public async Task Row_far_behind_the_first_that_does_not_obey_the_order_is_refused_with_its_line()
    {
        var rows = Rows(["t", "v", "c", "h", "l", "o"], 600, false) + "1704500000,1,100,101,99,250\n".Replace("1704500000", "1704247500");

        Assert.Contains(
            "line 601: open 250 or close 100 lies outside low 99 to high 101", await LayoutReading.RefusalAsync(rows),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Five_columns_are_refused_since_nothing_tells_whether_the_time_is_that_of_the_close() => Assert.Contains(
        "name the columns in the first row (open_time or close_time, open, high, low, close)",
        await LayoutReading.RefusalAsync("[[1704067200000,1,2,1,2],[1704067500000,2,3,2,3],[1704067800000,3,4,3,4]]", "test.5m.json"),
        StringComparison.Ordinal);

    // A walk in which each candle opens where the one before closed, as markets that never close do.
    private static string Rows(string[] order, int count, bool isNewestFirst)
    {
        var random = new Random(5);
        var price = 100.0;
        var rows = Enumerable.Range(0, count).Select(i =>
        {
            var (open, close) = (price, Math.Round(price + (2 * random.NextDouble()) - 1, 2));
            price = close;
            var values = new Dictionary<string, double>
            {
                ["t"] = 1_704_067_200 + (300.0 * i),
                ["o"] = open,
                ["c"] = close,
                ["h"] = Math.Max(open, close) + 0.25,
                ["l"] = Math.Min(open, close) - 0.25,
                ["v"] = 5000 + i,
            };
            return string.Join(',', order.Select(name => values[name].ToString("R", CultureInfo.InvariantCulture))) + "\n";
        }).ToList();
        return string.Concat(isNewestFirst ? Enumerable.Reverse(rows) : rows);
    }
}
