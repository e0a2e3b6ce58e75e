using System.IO.Compression;
using Trad.Candles;
using Trad.EndToEnd.Tests.Hosting;
using Trad.Formats.Csv;
using Trad.MarketData.Simulation;

namespace Trad.EndToEnd.Tests.Documentation;

/// <summary>The commands of the command line's page, each run as it is written, against an exchange that answers as Binance does.</summary>
public sealed class CommandPageTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Commands_of_the_page_work_as_they_are_written()
    {
        // Days are counted back from now, so that the exchange's clock is today's.
        await using var exchange = await SimulatedExchange.StartAsync(
            new SimulatedExchangeOptions { Now = DateTimeOffset.UtcNow.UtcDateTime.Date }, Cancellation);
        await using var host = new ServingHost
        {
            Environment = new Dictionary<string, string>
            {
                ["Trad__Exchanges__BinanceAddress"] = exchange.BaseAddress.AbsoluteUri,
                ["Trad__Exchanges__BinanceArchiveAddress"] = exchange.BaseAddress.AbsoluteUri,
            },
        };
        await host.InitializeAsync();
        foreach (var symbol in new[] { "BTCUSDT", "ETHUSDT" })
        {
            using var file = new MemoryStream(June(symbol));
            await host.Client.ImportAsync(file, $"{symbol}-5m-2025-06.csv", "binance", symbol, "5m", Cancellation);
        }

        var output = await PageScript.RunAsync("src/Trad.LocalHost/README.md", host, Prepare, Cancellation);

        Assert.Contains("Usage:", output, StringComparison.Ordinal);
    }

    private static void Prepare(string folder)
    {
        using (var packed = new GZipStream(File.Create(Path.Combine(folder, "BTCUSDT-5m-2025-06.csv.gz")), CompressionLevel.Fastest))
        {
            packed.Write(June("BTCUSDT"));
        }

        File.WriteAllText(
            Path.Combine(folder, "job.json"),
            """{"strategy":"liquidity-sweep","exchange":"binance","interval":"5m","lookbackDays":30,"trials":20}""");
    }

    private static byte[] June(string symbol)
    {
        var range = TimeRange.Between(new(2025, 6, 1, 0, 0, 0, TimeSpan.Zero), new(2025, 7, 1, 0, 0, 0, TimeSpan.Zero));
        using var file = CandleCsvWriter.Write(new GeneratedMarket(42).Read(symbol, Interval.FiveMinutes, range));
        return file.ToArray();
    }
}
