using System.IO.Compression;
using System.Net;
using System.Text;
using Trad.EndToEnd.Tests.Hosting;

namespace Trad.EndToEnd.Tests.Importing;

public sealed class ImportTests(ServingHost host) : IClassFixture<ServingHost>
{
    private const string Header = "open_time,open,high,low,close,volume\n";
    private const string FirstRow = "1748736000000,100,101,99,100.5,10\n";

    /// <summary>A file and the words that the error must hold.</summary>
    public static TheoryData<string, string[]> Files => new()
    {
        { "", ["x.csv"] },
        { "open_time,open,high,low,volume\n1748736000000,1,1,1,1\n", ["x.csv", "close"] },
        { Header + FirstRow + FirstRow.Replace(",10", ",11", StringComparison.Ordinal), ["x.csv", "line 3", "line 2", "another open"] },
        { Header + FirstRow + "1748736300000,NaN,102,100,101,12\n", ["x.csv", "line 3"] },
        { Header + FirstRow + "1748736300000,100.5,90,100,101,12\n", ["x.csv", "line 3"] },
        { Header + "1748736000001,100,101,99,100.5,10\n", ["x.csv", "line 2"] },
        { Header + FirstRow + "1748736300000,one,102,100,101,12\n", ["x.csv", "line 3", "open"] },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public async Task Import_wrong_file_names_the_line_and_stores_nothing(string file, string[] words)
    {
        using var response = await ImportAsync(Encoding.UTF8.GetBytes(file), "ETHUSDT");

        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.All(words, word => Assert.Contains(word, text, StringComparison.Ordinal));
        Assert.DoesNotContain("   at ", text, StringComparison.Ordinal);
        await AssertNothingStoredAsync("ETHUSDT");
    }

    [Fact]
    public async Task Import_gzip_that_was_cut_off_stores_nothing()
    {
        using var packed = new MemoryStream();
        await using (var gzip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
        {
            await gzip.WriteAsync(ServingHost.SimulatedMonth, TestContext.Current.CancellationToken);
        }

        using var response = await ImportAsync(packed.ToArray()[..(int)(packed.Length / 2)], "SOLUSDT");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(
            "cut off", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        await AssertNothingStoredAsync("SOLUSDT");
    }

    [Fact]
    public async Task Import_the_same_file_twice_changes_nothing_the_second_time()
    {
        using var response = await ImportAsync(ServingHost.SimulatedMonth, "BTCUSDT");

        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("\"inserted\":0,\"replaced\":0,\"unchanged\":8640,\"partitions\":0", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("exchange=..%2F..&symbol=BTCUSDT&interval=5m", "exchange")]
    [InlineData("exchange=binance&symbol=btc//usdt&interval=5m", "symbol")]
    [InlineData("exchange=binance&symbol=BTCUSDT&interval=7m", "interval")]
    [InlineData("exchange=binance&interval=5m&fileName=month.csv", "symbol")]
    [InlineData("exchange=binance&symbol=BTCUSDT&interval=5m&dryRun=perhaps", "dryRun")]
    public async Task Import_into_an_impossible_market_names_the_field(string query, string field)
    {
        using var content = new ByteArrayContent(ServingHost.SimulatedMonth);
        using var response = await host.Http.PostAsync(
            new Uri($"api/candles/import?{query}", UriKind.Relative), content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Contains(
            $"\"{field}\"", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> ImportAsync(byte[] file, string symbol)
    {
        using var content = new ByteArrayContent(file);
        return await host.Http.PostAsync(
            new Uri($"api/candles/import?exchange=simulated&symbol={symbol}&interval=5m&fileName=x.csv", UriKind.Relative),
            content,
            TestContext.Current.CancellationToken);
    }

    // A training on the market says whether anything is stored there.
    private async Task AssertNothingStoredAsync(string symbol)
    {
        using var content = new StringContent(
            $$"""{"strategy":"liquidity-sweep","exchange":"simulated","symbol":"{{symbol}}","interval":"5m"}""", Encoding.UTF8,
            "application/json");
        using var response = await host.Http.PostAsync(
            new Uri("api/training/jobs", UriKind.Relative), content, TestContext.Current.CancellationToken);
        Assert.Contains(
            "no candles of", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }
}
