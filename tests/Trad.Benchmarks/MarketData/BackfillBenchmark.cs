using System.Diagnostics;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Trad.Candles;
using Trad.LocalRuntime.Emulator;
using Trad.MarketData;
using Trad.MarketData.Backfills;
using Trad.MarketData.Exchanges;
using Trad.MarketData.Simulation;
using Trad.Storage.Candles;
using Trad.Storage.Coverage;

namespace Trad.Benchmarks.MarketData;

/// <summary>18 months of five-minute candles from the simulated exchange into Azurite, by archive and by REST, and reading them.</summary>
internal sealed class BackfillBenchmark : IBenchmark
{
    private const int Reads = 15;
    private static readonly Market Bitcoin = new(Market.SimulatedExchange, "BTCUSDT", Interval.FiveMinutes);
    private static readonly TimeRange Range = TimeRange.Between(
        new(2024, 1, 8, 0, 0, 0, TimeSpan.Zero), new(2025, 7, 1, 0, 0, 0, TimeSpan.Zero));

    public string Name => "backfill";

    public string Description => "18 months of 5m candles from the simulated exchange into Azurite by archive and by REST, then reads";

    public async Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        await using var azurite = await AzuriteProcess.StartAsync(new AzuriteOptions(), cancellationToken);
        await using var exchange = await SimulatedExchange.StartAsync(
            new SimulatedExchangeOptions { Now = Range.EndTime.AddDays(2) }, cancellationToken);
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddMarketData(new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?> { ["Trad:Exchanges:SimulatedAddress"] = exchange.BaseAddress.AbsoluteUri }).Build());
        await using var provider = services.BuildServiceProvider();
        var exchanges = provider.GetRequiredService<ExchangeConnections>();
        var blobs = new Azure.Storage.Blobs.BlobServiceClient(azurite.ConnectionString);
        var tables = new Azure.Data.Tables.TableServiceClient(azurite.ConnectionString);

        // The first round warms the clients and lets the exchange build its archives; the second is the figure.
        BlobCandleStore? store = null;
        foreach (var round in new[] { "cold", "warm" })
        {
            foreach (var fromArchive in new[] { true, false })
            {
                var name = $"{round}{(fromArchive ? "archive" : "rest")}";
                store = new BlobCandleStore(blobs.GetBlobContainerClient(name));
                var coverage = tables.GetTableClient(name);
                await coverage.CreateAsync(cancellationToken);
                var backfill = new CandleBackfill(store, store, new TableCoverageStore(coverage), exchanges);
                var watch = Stopwatch.StartNew();
                var steps = await backfill.PlanAsync(Bitcoin, Range, isRepair: false, cancellationToken);
                long candles = 0;
                await Parallel.ForEachAsync(
                    steps, new ParallelOptions { MaxDegreeOfParallelism = 3, CancellationToken = cancellationToken }, async (step, token) =>
                    Interlocked.Add(
                        ref candles, (await backfill.RunAsync(Bitcoin, step with { FromArchive = fromArchive }, token)).Inserted));
                Console.WriteLine(
                    $"{round} backfill by {(fromArchive ? "archive" : "REST"),-7} {candles:N0} candles {watch.ElapsedMilliseconds,7:N0} ms");
            }
        }

        await ReadAsync(store!, "30 days", new TimeRange(Range.End - (30 * 86_400_000L), Range.End), cancellationToken);
        await ReadAsync(store!, "18 months", Range, cancellationToken);
        return 0;
    }

    private static async Task ReadAsync(BlobCandleStore store, string what, TimeRange range, CancellationToken cancellationToken)
    {
        var times = new List<double>();
        for (var i = 0; i < Reads; i++)
        {
            var started = Stopwatch.GetTimestamp();
            await store.ReadAsync(Bitcoin, range, cancellationToken);
            times.Add(Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        }

        times.Sort();
        Console.WriteLine($"read {what,-10} median {times[Reads / 2]:0.0} ms of {Reads}, slowest {times[^1]:0.0} ms");
    }
}
