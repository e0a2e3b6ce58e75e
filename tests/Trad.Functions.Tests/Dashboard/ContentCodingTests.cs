using System.IO.Compression;
using System.Text;
using Trad.Functions.Dashboard;

namespace Trad.Functions.Tests.Dashboard;

public sealed class ContentCodingTests
{
    private static readonly byte[] Text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("candles and trades; ", 500)));

    [Theory]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip, deflate", "gzip")]
    [InlineData("GZIP", "gzip")]
    [InlineData("br;q=0, gzip;q=0.5", "gzip")]
    [InlineData("deflate", "identity")]
    [InlineData("not a list;;", "identity")]
    [InlineData("", "identity")]
    public void Choose_accepted_codings_takes_the_smallest(string accepted, string chosen) =>
        Assert.Equal(chosen, ContentCoding.Choose([accepted]).Name);

    [Fact]
    public void Encode_brotli_decodes_to_the_same_bytes_and_is_smaller()
    {
        var encoded = ContentCoding.Choose(["br"]).Encode(Text);

        using var decoded = new MemoryStream();
        using (var brotli = new BrotliStream(new MemoryStream(encoded), CompressionMode.Decompress))
        {
            brotli.CopyTo(decoded);
        }

        Assert.Equal(Text, decoded.ToArray());
        Assert.True(encoded.Length < Text.Length / 10);
    }

    [Fact]
    public void Encode_gzip_decodes_to_the_same_bytes()
    {
        using var decoded = new MemoryStream();
        using (var gzip = new GZipStream(new MemoryStream(ContentCoding.Choose(["gzip"]).Encode(Text)), CompressionMode.Decompress))
        {
            gzip.CopyTo(decoded);
        }

        Assert.Equal(Text, decoded.ToArray());
    }
}
