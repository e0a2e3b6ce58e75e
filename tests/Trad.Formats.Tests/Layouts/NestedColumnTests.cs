namespace Trad.Formats.Tests.Layouts;

/// <summary>JSON by columns, of which some hold lists or objects: those are named, and what the columns stand in is not.</summary>
public sealed class NestedColumnTests
{
    private const string Times = "1704067200000,1704067500000,1704067800000";
    private const string Ones = """{"1704067200000":1,"1704067500000":1,"1704067800000":1}""";

    private static readonly string Arrays = $"\"t\":[{Times}],\"o\":[1,1,1],\"h\":[1,1,1],\"l\":[1,1,1],\"c\":[1,1,1],\"v\":[1,1,1]";

    private static readonly string Places =
        $"\"open\":{Ones},\"high\":{Ones},\"low\":{Ones},\"close\":{Ones},\"volume\":{Ones}";

    [Theory]
    [InlineData("\"book\":[[1],[2],[3]]", "book")]
    [InlineData("\"book\":[{\"a\":1},{\"a\":2},{\"a\":3}]", "book")]
    [InlineData("\"book\":[[1],[2],[3]],\"tags\":[[],[],[]]", "book tags")]
    [InlineData("\"note\":[7,8,9]", "note")]
    [InlineData("\"s\":\"ok\"", "")]
    public async Task Arrays_under_names_name_what_is_nested_beside_them(string beside, string expected)
    {
        foreach (var text in new[] { $"{{{Arrays},{beside}}}", $"{{{beside},{Arrays}}}", $"{{\"result\":[{{{beside},{Arrays}}}]}}" })
        {
            var (candles, layout) = await LayoutReading.ReadAsync(text, "test.5m.json");

            Assert.Equal(3, candles.Count);
            Assert.Equal(expected, string.Join(' ', layout.IgnoredColumns));
        }
    }

    [Theory]
    [InlineData("v", "[1,1]", "column 'v' has 2 values, and column 'c' has 3")]
    [InlineData("v", "[1,1,1,1]", "column 'v' has 4 values, and column 'c' has 3")]
    [InlineData("q", "[1,1]", "column 'q' has 2 values, and column 'c' has 3")]
    [InlineData("n", "[1]", "column 'n' has 1 values, and column 'c' has 3")]
    public async Task Amounts_of_other_rows_than_the_prices_are_refused_with_both_counts(string name, string values, string expected)
    {
        var text = $"{{{Arrays.Replace("\"v\":[1,1,1]", $"\"{name}\":{values}", StringComparison.Ordinal)}}}";

        Assert.Contains(expected, await LayoutReading.RefusalAsync(text), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Objects_under_names_as_pandas_writes_columns_name_what_is_nested_beside_them()
    {
        var tags = Ones.Replace(":1", ":[1,2]", StringComparison.Ordinal);

        var (candles, layout) = await LayoutReading.ReadAsync($"{{{Places},\"tags\":{tags}}}", "test.5m.json");

        Assert.Equal(3, candles.Count);
        Assert.Equal(["tags"], layout.IgnoredColumns);
    }

    [Fact]
    public async Task Rows_under_columns_and_data_name_nothing()
    {
        var (candles, layout) = await LayoutReading.ReadAsync(
            """{"columns":["t","o","h","l","c"],"index":[0,1],"data":[[1704067200000,1,1,1,1],[1704067500000,1,1,1,1]]}""", "test.5m.json");

        Assert.Equal(2, candles.Count);
        Assert.DoesNotContain("data", layout.IgnoredColumns);
    }
}
