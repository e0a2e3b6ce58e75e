using System.IO.Compression;
using System.Text;
using Trad.Candles;
using Trad.Formats.Candles;
using Trad.Formats.Tests.Fuzzing;

namespace Trad.Formats.Tests.Packed;

/// <summary>Files of other kinds are called by their names, with what to do, and none of their bytes.</summary>
public sealed class ForeignFormatTests
{
    private static readonly byte[] Noise = [.. Enumerable.Range(0, 2000).Select(i => (byte)((i * 131) ^ (i >> 3)))];

    public static TheoryData<string, string, string> Binaries => new()
    {
        { "T1JD", "an ORC file", "write its table as CSV or Parquet" },
        { "RkVBMQ==", "a Feather file of version 1", "version 2" },
        { "UEFSRQ==", "an encrypted Parquet file", "without encryption" },
        { "T2JqAQ==", "an Avro file", "CSV or Parquet" },
        { "U1FMaXRlIGZvcm1hdCAzAA==", "an SQLite database", "CSV or Parquet" },
        { "iUhERg0KGgo=", "an HDF5 file", "read_hdf" },
        { "k05VTVBZ", "a NumPy array (.npy)", "numpy.savetxt" },
        { "0M8R4KGxGuE=", "an Excel workbook (.xls)", "CSV UTF-8" },
        { "JVBERi0xLjc=", "a PDF", "the file with the candles" },
        { "/Td6WFo=", "packed with xz", "gzip or zip" },
        { "QlpoOTFBWSZTWQ==", "packed with bzip2", "gzip or zip" },
        { "N3q8rycc", "a 7z archive", "unpack it" },
        { "UmFyIRoH", "a RAR archive", "unpack it" },
        { "BCJNGA==", "packed with LZ4", "unpack it" },
        { "XQAAgAA=", "packed with LZMA", "export candles as CSV" },
        { "iVBORw0KGgo=", "a picture", "the file with the candles" },
        { "/9j/4A==", "a picture", "the file with the candles" },
        { "gASVAAA=", "a Python pickle", "read_pickle" },
        { "AAAAAAAAAABEVUNL", "a DuckDB database", "COPY" },
        { "AAECAwQFBgc=", "neither text nor of a format that is known", "Parquet, Feather" },
    };

    [Theory]
    [MemberData(nameof(Binaries))]
    public async Task Binary_file_of_another_kind_is_named_with_the_remedy_and_not_quoted(string start, string name, string remedy)
    {
        byte[] content = [.. Convert.FromBase64String(start), .. Noise];
        foreach (var packed in new[] { content, Gzip(content), SoundFiles.Zip(("a.csv", content)) })
        {
            var refused = await RefusalAsync(packed);

            Assert.Contains(name, refused, StringComparison.Ordinal);
            Assert.Contains(remedy, refused, StringComparison.Ordinal);
            Assert.DoesNotContain(refused, letter => char.IsControl(letter) || letter == '\ufffd');
            Assert.DoesNotContain("damaged", refused, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(
        "version https://git-lfs.github.com/spec/v1\noid sha256:0123\nsize 12345\n", "a pointer to a file in Git LFS", "git lfs pull")]
    [InlineData("<!DOCTYPE html>\n<html><head><title>Sign in</title>", "a web page", "download the file itself")]
    [InlineData("\n  <html lang=\"en\">", "a web page", "download the file itself")]
    [InlineData("<?xml version=\"1.0\"?>\n<Error><Code>NoSuchKey</Code></Error>", "an XML document", "server's error")]
    [InlineData("404: Not Found", "a server's error", "download the file itself")]
    public async Task Text_that_is_no_table_is_named_with_the_remedy(string text, string name, string remedy)
    {
        var refused = await RefusalAsync(Encoding.UTF8.GetBytes(text));

        Assert.Contains(name, refused, StringComparison.Ordinal);
        Assert.Contains(remedy, refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{\"code\":-1121,\"msg\":\"Invalid symbol.\"}", "Invalid symbol.")]
    [InlineData("{\"retCode\":10001,\"retMsg\":\"Not supported symbols\",\"result\":{},\"time\":1}", "Not supported symbols")]
    [InlineData("{\"error\":[\"EQuery:Unknown asset pair\"]}", "EQuery:Unknown asset pair")]
    [InlineData("{\"message\":\"NotFound\"}", "NotFound")]
    public async Task Answer_of_an_exchange_that_refuses_is_told_with_its_reason(string text, string reason)
    {
        var refused = await RefusalAsync(Encoding.UTF8.GetBytes(text));

        Assert.Contains(
            $"it is no table but an answer that says '{reason}'; download the candles again", refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("an Excel workbook (.xlsx)", "[Content_Types].xml", "xl/workbook.xml")]
    [InlineData("an OpenDocument file", "content.xml", "META-INF/manifest.xml")]
    [InlineData("a NumPy archive (.npz)", "a.npy", "b.npy")]
    public async Task Document_that_is_a_zip_is_named(string name, string first, string second) => Assert.Contains(
        name, await RefusalAsync(SoundFiles.Zip((first, [1]), (second, [2]))), StringComparison.Ordinal);

    [Fact]
    public async Task Text_that_begins_like_a_mark_is_text_all_the_same()
    {
        var text = "ORC file of mine\nopen_time,open,high,low,close,volume\n1735689600000,1,1,1,1,1\n";

        var read = await CandleFileReader.ReadAsync(
            new MemoryStream(Encoding.UTF8.GetBytes(text)), "test", Interval.FiveMinutes, TestContext.Current.CancellationToken);

        Assert.Equal(1, read.Count);
    }

    private static async Task<string> RefusalAsync(byte[] content) => (await Assert.ThrowsAsync<CandleFileException>(
        () => CandleFileReader.ReadAsync(
            new MemoryStream(content), "test", Interval.FiveMinutes, TestContext.Current.CancellationToken))).Message;

    private static byte[] Gzip(byte[] content)
    {
        var buffer = new MemoryStream();
        using (var gzip = new GZipStream(buffer, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return buffer.ToArray();
    }
}
