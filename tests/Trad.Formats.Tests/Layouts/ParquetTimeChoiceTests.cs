using Trad.Testing;

namespace Trad.Formats.Tests.Layouts;

/// <summary>Parquet with several columns of times: the open time wins, whatever their order and types.</summary>
public sealed class ParquetTimeChoiceTests
{
    private const string Prices = "o AS open, h AS high, l AS low, c AS close, v AS volume";

    public static TheoryData<string, string> Choices => new()
    {
        { "t AS open_time|t + 299999 AS close_time", "open_time" },
        { "t AS open_time|t + 300000 AS timestamp|t + 299999 AS close_time", "open_time" },
        { "make_timestamp(t * 1000) AS datetime|t + 300000 AS timestamp", "datetime" },
        { "make_timestamp(t * 1000)::TIMESTAMPTZ AS date|make_timestamp((t + 300000) * 1000)::TIMESTAMPTZ AS time", "date" },
        { "(t // 1000)::INTEGER AS unix|strftime(make_timestamp(t * 1000), '%Y-%m-%d %H:%M:%S') AS date", "unix" },
        { "t::DOUBLE AS time|(t + 299999)::DOUBLE AS close_time|make_timestamp(t * 1000)::DATE AS day", "time" },
        { "t::VARCHAR AS start|(t + 300000)::VARCHAR AS end", "start" },
        { "epoch_ms(t)::TIMESTAMP_S AS window_start|make_timestamp_ns((t + 300000) * 1000000) AS window_end", "window_start" },
        { "t::UBIGINT AS \"Open time\"|(t + 299999)::UBIGINT AS \"Close time\"|t + 900000 AS index", "Open time" },
    };

    [Theory]
    [MemberData(nameof(Choices))]
    public async Task Open_time_wins_whatever_the_order_of_the_columns(string times, string expected)
    {
        foreach (var order in Permutations(times.Split('|')))
        {
            foreach (var columns in new[] { $"{string.Join(", ", order)}, {Prices}", $"{Prices}, {string.Join(", ", order)}" })
            {
                var file = await LayoutParquet.WriteAsync("V2", columns);

                var (candles, layout) = await LayoutReading.ReadAsync(new MemoryStream(file), "test.5m.parquet");

                Assert.Equal(expected, layout.Columns["open_time"]);
                Assert.Equal(LayoutCandles.Create("test.5m.parquet", false, false).ToList(), candles.ToList());
            }
        }
    }

    private static IEnumerable<string[]> Permutations(string[] items) => items.Length == 1
        ? [items]
        : items.SelectMany((item, i) => Permutations([.. items[..i], .. items[(i + 1)..]]).Select(rest => (string[])[item, .. rest]));
}
