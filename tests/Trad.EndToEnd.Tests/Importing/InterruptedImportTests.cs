using System.Diagnostics;
using System.Net;
using System.Text.Json.Nodes;
using Trad.Candles;
using Trad.EndToEnd.Tests.Hosting;
using Trad.Formats.Csv;
using Trad.LocalRuntime.Emulator;
using Trad.MarketData.Simulation;

namespace Trad.EndToEnd.Tests.Importing;

/// <summary>
/// Imports of eighteen months whose client hangs up, or whose host is killed, at any moment: whoever asks, then or later, finds all of
/// the candles or none of them, and what was answered with 200 is there.
/// </summary>
public sealed class InterruptedImportTests : IAsyncLifetime
{
    private static readonly TimeRange Range = TimeRange.Between(
        new(2024, 1, 10, 0, 0, 0, TimeSpan.Zero), new(2025, 6, 20, 0, 0, 0, TimeSpan.Zero));
    private static readonly byte[] File = MakeFile();

    private AzuriteProcess _azurite = null!;
    private TradProcess _process = null!;
    private HttpClient _http = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static long Rows => Range.CountCandles(Interval.FiveMinutes);

    public async ValueTask InitializeAsync()
    {
        _azurite = await AzuriteProcess.StartAsync(new AzuriteOptions());
        await StartAsync();
    }

    [Fact]
    public async Task Client_that_hangs_up_at_any_moment_leaves_all_or_nothing()
    {
        await MeasureAsync("WARMUSDT");
        var usual = await MeasureAsync("WHOLEUSDT");
        var left = new List<long>();
        foreach (var (index, moment) in InterruptionPlan.Moments(usual).Index())
        {
            var symbol = $"HANG{index}USDT";
            using var hangUp = new CancellationTokenSource(moment);
            var isAcknowledged = await TryImportAsync(symbol, hangUp.Token);

            // From the moment of the hang-up on, and for longer than the whole import takes, nobody sees a part.
            var rows = await CountRowsAsync(symbol);
            for (var watch = Stopwatch.StartNew(); watch.Elapsed < usual;)
            {
                var next = await CountRowsAsync(symbol);
                Assert.True(next >= rows, $"{symbol} had {rows} rows, and then {next}");
                rows = next;
            }

            Assert.True(rows == Rows || !isAcknowledged, $"{symbol} was acknowledged and has {rows} rows");
            left.Add(rows);
        }

        Report(left);
    }

    [Fact]
    public async Task Host_that_is_killed_at_any_moment_leaves_all_or_nothing_for_the_next()
    {
        // Each host that is killed has just been started, and takes as long as this one.
        var usual = await MeasureAsync("WHOLEUSDT");
        var left = new List<long>();
        foreach (var (index, moment) in InterruptionPlan.Moments(usual).Index())
        {
            var symbol = $"KILL{index}USDT";
            using var never = new CancellationTokenSource();
            var importing = TryImportAsync(symbol, never.Token);
            await Task.WhenAny(importing, Task.Delay(moment, Cancellation));
            await _process.KillAsync();
            var isAcknowledged = await importing;
            await StartAsync();

            var rows = await CountRowsAsync(symbol);
            Assert.True(rows == Rows || !isAcknowledged, $"{symbol} was acknowledged and has {rows} rows");
            left.Add(rows);
        }

        Report(left);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _process.Dispose();
        await _azurite.DisposeAsync();
    }

    private async Task StartAsync()
    {
        _http?.Dispose();
        _process?.Dispose();
        _process = TradProcess.Start(["serve", "--port", "0", "--storage", _azurite.ConnectionString]);
        _http = new HttpClient { BaseAddress = await _process.WaitForAddressAsync(), Timeout = TimeSpan.FromMinutes(5) };
    }

    /// <summary>How long an import takes when nobody interrupts it.</summary>
    private async Task<TimeSpan> MeasureAsync(string symbol)
    {
        var watch = Stopwatch.StartNew();
        Assert.True(await TryImportAsync(symbol, Cancellation));
        var usual = watch.Elapsed;
        Assert.Equal(Rows, await CountRowsAsync(symbol));
        return usual;
    }

    private async Task<bool> TryImportAsync(string symbol, CancellationToken cancellationToken)
    {
        try
        {
            using var content = new ByteArrayContent(File);
            using var response = await _http.PostAsync(
                new Uri($"api/candles/import?exchange=simulated&symbol={symbol}&interval=5m", UriKind.Relative), content,
                cancellationToken);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception gone) when (gone is HttpRequestException or OperationCanceledException or IOException)
        {
            return false;
        }
    }

    /// <summary>The stored candles as anybody sees them, which are all or none; and when they are all, their noted source.</summary>
    private async Task<long> CountRowsAsync(string symbol)
    {
        var text = await _http.GetStringAsync(new Uri($"api/candles/coverage?symbol={symbol}", UriKind.Relative), Cancellation);
        var markets = JsonNode.Parse(text)!.AsArray();
        var rows = markets.Count == 0 ? 0 : (long)markets[0]!["rows"]!;
        Assert.True(rows == 0 || rows == Rows, $"{symbol} has {rows} of {Rows} rows: {text[..Math.Min(500, text.Length)]}");
        if (rows > 0)
        {
            Assert.All(markets[0]!["months"]!.AsArray(), month => Assert.Equal("import", (string?)month!["source"]));
        }

        return rows;
    }

    private static void Report(List<long> left) => TestContext.Current.TestOutputHelper!.WriteLine(
        $"{left.Count} interruptions: {left.Count(rows => rows == 0)} left nothing and {left.Count(rows => rows > 0)} all of {Rows:N0} rows.");

    private static byte[] MakeFile()
    {
        using var file = CandleCsvWriter.Write(new GeneratedMarket(42).Read("BTCUSDT", Interval.FiveMinutes, Range));
        return file.ToArray();
    }
}
