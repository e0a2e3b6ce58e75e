using Trad.Formats.Candles;
using Trad.Formats.Tests.Layouts;

namespace Trad.Formats.Tests.Parquet;

/// <summary>Pages with checksums, as Spark writes them: what was changed in one is a price as well, and only its checksum tells.</summary>
public sealed class PageChecksumTests
{
    private const string File = "page checksums.5m.parquet";

    [Theory]
    [InlineData(42_007.5, "close")]
    [InlineData(1510, "volume")]
    public async Task Page_that_does_not_have_its_checksum_is_damaged(double value, string column)
    {
        var content = await System.IO.File.ReadAllBytesAsync(
            Path.Combine(AppContext.BaseDirectory, "Layouts", "parquet", File), TestContext.Current.CancellationToken);
        content[content.AsSpan().IndexOf(BitConverter.GetBytes(value)) + 5]++;

        var refused = await Assert.ThrowsAsync<CandleFileException>(() => LayoutReading.ReadAsync(new MemoryStream(content), File));

        Assert.Equal(
            $"{File}: the Parquet file is damaged or cut off: a page of column '{column}' does not have the checksum that it states.",
            refused.Message);
    }
}
