using Trad.EndToEnd.Tests.Hosting;
using Trad.MarketData.Simulation;

namespace Trad.EndToEnd.Tests.Backfills;

/// <summary>The command <c>backfill</c> with a host of its own and the simulated exchange.</summary>
public abstract class BackfillCommandTests(string engine) : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("trad-backfill-").FullName;

    public void Dispose()
    {
        Directory.Delete(_folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Backfill_fetches_what_is_missing_and_a_second_one_nothing()
    {
        await using var exchange = await SimulatedExchange.StartAsync(
            new SimulatedExchangeOptions(), TestContext.Current.CancellationToken);
        var environment = new Dictionary<string, string> { ["Trad__Exchanges__SimulatedAddress"] = exchange.BaseAddress.AbsoluteUri };
        string[] command =
            ["backfill", "--exchange", "simulated", "--symbol", "ETHUSDT", "--interval", "1h", "--from", "2025-06-20", "--to", "2025-06-25",
                "--engine", engine, "--port", "0", "--data", _folder];

        var first = await TradProcess.RunAsync(command, environment);
        var second = await TradProcess.RunAsync(command, environment);

        Assert.Equal((0, ""), (first.ExitCode, first.Errors));
        Assert.Contains("120 candles fetched, 120 of them new", first.Output, StringComparison.Ordinal);
        Assert.Equal(0, second.ExitCode);
        Assert.Contains("0 candles fetched, 0 of them new", second.Output, StringComparison.Ordinal);
    }
}
