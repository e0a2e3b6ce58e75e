using Trad.Candles;
using Trad.Formats.Parquet;
using Trad.Testing;

namespace Trad.Formats.Tests.Layouts;

/// <summary>The same candles in every layout of text that people have give the same partition, byte for byte.</summary>
public sealed class LayoutFileTests
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Layouts");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<string> Files => [.. Directory.EnumerateFiles(Folder, "*.*", SearchOption.AllDirectories)
        .Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Read_a_layout_gives_the_partition_that_every_layout_gives(string file)
    {
        await using var content = File.OpenRead(Path.Combine(Folder, file));

        var (read, layout) = await LayoutReading.ReadAsync(content, file);

        var expected = LayoutCandles.Create(file, layout.Columns.ContainsKey("quote_volume"), layout.Columns.ContainsKey("trade_count"));
        Assert.Equal(expected.ToList(), read.ToList());
        Assert.Equal(await PartitionAsync(expected), await PartitionAsync(read));
    }

    [Fact]
    public void Files_are_more_than_a_hundred() => Assert.True(Files.Count > 100, $"There are {Files.Count}.");

    private static async Task<byte[]> PartitionAsync(CandleSeries candles)
    {
        var buffer = new MemoryStream();
        await CandleParquetWriter.WriteAsync(candles, buffer, Cancellation);
        return buffer.ToArray();
    }
}
