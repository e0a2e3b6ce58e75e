using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Trad.Candles;
using Trad.Candles.Changes;
using Trad.MarketData.Coverage;
using Trad.MarketData.History;
using Trad.Storage.Candles;
using Trad.Storage.Coverage;
using Trad.Testing;

namespace Trad.MarketData.Tests.History;

/// <summary>A market whose runs are recorded, on a clock of its own.</summary>
public abstract class RecordedMarketTests(AzuriteFixture azurite)
{
    protected static readonly Market Bitcoin = new("binance", "BTCUSDT", Interval.OneHour);
    protected static readonly DateTimeOffset Now = new(2025, 6, 1, 12, 0, 0, TimeSpan.Zero);
    protected static readonly DateTimeOffset Start = new(2025, 1, 20, 0, 0, 0, TimeSpan.Zero);

    // Two months and a half; the second has other values.
    protected static readonly CandleSeries First = GeneratedCandles.Make(Interval.OneHour, Start, 24 * 60, seed: 1);
    protected static readonly CandleSeries Second = GeneratedCandles.Make(Interval.OneHour, Start.AddDays(20), 24 * 60, seed: 2);

    protected FakeTimeProvider Clock { get; } = new(Now);

    protected BlobCandleStore Store { get; private set; } = null!;

    protected TableCoverageStore Coverage { get; private set; } = null!;

    protected CandleRuns Runs { get; private set; } = null!;

    protected CandleDeletions Deletions { get; private set; } = null!;

    protected CandleHistory History { get; private set; } = null!;

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected async Task<Azure.Storage.Blobs.BlobContainerClient> StartAsync()
    {
        var container = await azurite.NewContainerAsync();
        Coverage = new TableCoverageStore(azurite.NewTable("coverage"));
        Store = new BlobCandleStore(container, Coverage, null, Clock);
        Runs = new CandleRuns(Options.Create(new CandleUndoOptions()), Clock);
        History = new CandleHistory(Store, Store, Coverage, Runs, Clock);
        Deletions = new CandleDeletions(Store, Coverage, Runs, Clock);
        return container;
    }

    protected async Task<CandleRun> ImportAsync(CandleSeries candles, string? fileName)
    {
        var run = Runs.Import(Bitcoin, fileName);
        await using var staging = Store.Stage(Bitcoin, CoverageBook.Import, run);
        foreach (var month in Month.Touching(candles.Range))
        {
            await staging.AddAsync(candles.Slice(month.Range), Cancellation);
        }

        await staging.CommitAsync(Cancellation);
        Clock.Advance(TimeSpan.FromMilliseconds(1));
        return run;
    }

    protected async Task<IReadOnlyList<Candle>> ReadAsync() =>
        (await Store.ReadAsync(Bitcoin, TimeRange.Always, Cancellation)).ToList();

    protected async Task<IEnumerable<Month>> MonthsAsync() =>
        (await Store.ListPartitionsAsync(Bitcoin, Cancellation)).Select(partition => new Month(partition.Year, partition.Month));

    // What is kept of the candles that were there before.
    protected static async Task<long> SizeAsync(Azure.Storage.Blobs.BlobContainerClient container)
    {
        var size = 0L;
        await foreach (var blob in container.GetBlobsAsync(
            new Azure.Storage.Blobs.Models.GetBlobsOptions { Prefix = "_changes/" }, Cancellation))
        {
            size += blob.Properties.ContentLength ?? 0;
        }

        return size;
    }
}
