using System.Globalization;
using System.IO.Compression;
using System.Text;
using Trad.Candles;
using Trad.Formats.Candles;

namespace Trad.Formats.Tests.Packed;

/// <summary>Files as <c>curl -d @file</c> sends them, without line ends and zeros, and files that are one line by themselves.</summary>
public sealed class LostLineEndTests
{
    private const string Remedy = "it has no line end, as where curl -d has sent it, which takes them out: send it with --data-binary @file.";

    [Theory]
    [InlineData("open_time,open,high,low,close,volume\n", 300)]
    [InlineData("open_time,open,high,low,close,volume\n", 1)]
    [InlineData("", 2)]
    [InlineData("", 300)]
    [InlineData("open_time,open,high,low,close,volume\n", 60_000)]
    public async Task Text_without_its_line_ends_is_refused_with_what_took_them(string names, int rows)
    {
        var refused = await RefusalAsync(Sent(Encoding.UTF8.GetBytes(names + Rows(rows))));

        Assert.EndsWith(Remedy, refused, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Packed_bytes_without_line_ends_and_zeros_are_refused_with_what_took_them()
    {
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes("open_time,open,high,low,close,volume\n" + Rows(2000)));
        }

        var sent = Sent(packed.ToArray());

        Assert.True(sent.Length > 4096, "The file is too small to tell.");
        Assert.EndsWith(Remedy, await RefusalAsync(sent), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("open_time,open,high,low,close,volume,close_time,quote_asset_volume,number_of_trades,taker_buy_base_volume,taker_buy_quote_volume")]
    [InlineData("Hello, how are you?")]
    [InlineData("open_time,open,high,low\n1735689600000,1,1,1\n1735689900000,1,1,1\n")]
    public async Task Text_that_is_wrong_in_another_way_is_not_said_to_be_one(string text) => Assert.DoesNotContain(
        "curl", await RefusalAsync(Encoding.UTF8.GetBytes(text)), StringComparison.Ordinal);

    [Fact]
    public async Task Web_page_in_one_line_is_a_web_page() => Assert.EndsWith(
        "download the file itself.",
        await RefusalAsync(Encoding.UTF8.GetBytes("<!doctype html><html><body>" + new string('x', 1000) + "</body></html>")),
        StringComparison.Ordinal);

    private static string Rows(int count) => string.Concat(Enumerable.Range(0, count).Select(i => string.Create(
        CultureInfo.InvariantCulture, $"{1_735_689_600_000 + (i * 300_000L)},{i % 7},{9 + (i % 5)},{i % 7},{i % 7},{i * 7919 % 1000}\n")));

    private static byte[] Sent(byte[] file) => [.. file.Where(each => each is not (0 or (byte)'\r' or (byte)'\n'))];

    private static async Task<string> RefusalAsync(byte[] content)
    {
        var file = new CandleFile(new MemoryStream(content), "body", null, CandleFileLimits.Default);
        var intake = new CandleIntake(Interval.FiveMinutes, file.Limits, CandlePlausibility.AtAnyTime);
        return (await Assert.ThrowsAsync<CandleFileException>(() => CandleFileReader.ReadMonthsAsync(
            file, intake, _ => ValueTask.CompletedTask, TestContext.Current.CancellationToken))).Message;
    }
}
