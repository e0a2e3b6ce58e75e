using System.IO.Compression;
using System.Text;
using Trad.Formats.Tests.Layouts;

namespace Trad.Formats.Tests.Packed;

/// <summary>Sound files that are written in a way that is not read: each is called what it is, with the remedy.</summary>
public sealed class SoundButUnreadTests
{
    private const string Candles = "open_time,open,high,low,close,volume\n1706743800000,1,2,1,2,5\n1706744100000,1,2,1,2,5\n";

    [Theory]
    [InlineData(12, "x.zip/a.csv: it is packed with bzip2, which is not read in a zip; pack it with deflate, as zip does by default")]
    [InlineData(14, "packed with LZMA")]
    [InlineData(93, "packed with Zstandard")]
    [InlineData(98, "packed with PPMd")]
    public async Task Zip_packed_in_another_way_than_deflate_is_called_so(byte method, string expected)
    {
        var zip = Zip(offset: (8, 10), method);

        var refused = await Assert.ThrowsAsync<Trad.Formats.Candles.CandleFileException>(
            () => LayoutReading.ReadAsync(new MemoryStream(zip), "x.zip"));

        Assert.Contains(expected, refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("damaged", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Zip_whose_bytes_do_not_have_their_checksum_is_damaged_although_they_are_candles(bool isPriceChanged)
    {
        var zip = isPriceChanged ? Zip(offset: (10, 12), 0) : Zip(offset: (14, 16), 0x5a);
        if (isPriceChanged)
        {
            zip[zip.AsSpan().IndexOf("1706743800000,1"u8) + 14] = (byte)'2';
        }

        var refused = await Assert.ThrowsAsync<Trad.Formats.Candles.CandleFileException>(
            () => LayoutReading.ReadAsync(new MemoryStream(zip), "x.zip"));

        Assert.Equal(
            "x.zip/a.csv: the file is damaged: its bytes do not have the checksum that the zip states; download or pack it again.",
            refused.Message);
    }

    [Fact]
    public async Task Zip_with_a_password_is_called_encrypted()
    {
        var zip = Zip(offset: (6, 8), 1);

        var refused = await Assert.ThrowsAsync<Trad.Formats.Candles.CandleFileException>(
            () => LayoutReading.ReadAsync(new MemoryStream(zip), "x.zip"));

        Assert.Contains(
            "x.zip/a.csv: it is encrypted with a password; pack it without one", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("NaN", "write null where there is no number")]
    [InlineData("Infinity", "write null where there is no number")]
    [InlineData("-Infinity", "write null where there is no number")]
    [InlineData("None", "it was printed by Python; write it with json.dumps")]
    [InlineData("Decimal('1.5')", "it was printed by Python; write it with json.dumps")]
    [InlineData("NumberLong(5)", "it was printed by MongoDB's shell; write it with mongoexport")]
    public async Task Json_with_values_of_other_programs_is_refused_with_the_row_and_the_remedy(string value, string remedy)
    {
        var rows = string.Join(",\n", Enumerable.Range(0, 300).Select(i => FormattableString.Invariant(
            $"[{1_706_743_800_000 + (i * 300_000L)}, 1, 2, 1, 2, {(i == 200 ? value : "5")}]")));

        var refusal = await LayoutReading.RefusalAsync($"[{rows}]", "test.5m.json");

        Assert.StartsWith("test.5m.json: row 201: ", refusal, StringComparison.Ordinal);
        Assert.Contains(remedy, refusal, StringComparison.Ordinal);
        Assert.DoesNotContain("damaged", refusal, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_as_Python_prints_dictionaries_is_called_so() => Assert.Contains(
        "it was printed by Python; write it with json.dumps",
        await LayoutReading.RefusalAsync("[{'t': 1706743800000, 'open': 1, 'high': 2, 'low': 1, 'close': 2, 'volume': 5}]", "test.5m.json"),
        StringComparison.Ordinal);

    // What is written in both headers of the entry, the one before it and the one in the directory.
    private static byte[] Zip((int Local, int Directory) offset, byte value)
    {
        var packed = new MemoryStream();
        using (var zip = new ZipArchive(packed, ZipArchiveMode.Create, leaveOpen: true))
        {
            using var entry = zip.CreateEntry("a.csv", CompressionLevel.NoCompression).Open();
            entry.Write(Encoding.UTF8.GetBytes(Candles));
        }

        var bytes = packed.ToArray();
        bytes[offset.Local] = value;
        bytes[bytes.AsSpan().IndexOf("PK\u0001\u0002"u8) + offset.Directory] = value;
        return bytes;
    }
}
