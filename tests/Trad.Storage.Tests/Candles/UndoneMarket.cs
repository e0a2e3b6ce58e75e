using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Storage.Blobs;
using Microsoft.Extensions.Options;
using Trad.Candles;
using Trad.Candles.Changes;
using Trad.MarketData.History;
using Trad.Storage.Candles;
using Trad.Storage.Coverage;
using Trad.Testing;

namespace Trad.Storage.Tests.Candles;

/// <summary>A market with some days of candles, in a container of its own, whose runs are undone.</summary>
internal sealed class UndoneMarket
{
    private readonly string _connection;
    private readonly TableCoverageStore _coverage;

    private UndoneMarket(string connection, BlobContainerClient container, TableCoverageStore coverage) =>
        (_connection, Container, _coverage) = (connection, container, coverage);

    /// <summary>The market.</summary>
    public static Market Bitcoin { get; } = new("binance", "BTCUSDT", Interval.OneDay);

    /// <summary>What is stored before anything is imported.</summary>
    public static CandleSeries Before { get; } =
        GeneratedCandles.Make(Interval.OneDay, new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), 45, seed: 2);

    /// <summary>An import that replaces some of it and reaches further, over several months.</summary>
    public static CandleSeries Imported { get; } =
        GeneratedCandles.Make(Interval.OneDay, new(2025, 1, 20, 0, 0, 0, TimeSpan.Zero), 60, seed: 1);

    /// <summary>Makes runs.</summary>
    public static CandleRuns Runs { get; } = new(Options.Create(new CandleUndoOptions()), TimeProvider.System);

    /// <summary>Where the candles are.</summary>
    public BlobContainerClient Container { get; }

    /// <summary>The store, that nobody disturbs.</summary>
    public BlobCandleStore Store => new(Container);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Makes a container with the candles.</summary>
    public static async Task<UndoneMarket> CreateAsync(AzuriteFixture azurite)
    {
        var container = await azurite.NewContainerAsync();
        await new BlobCandleStore(container).MergeAsync(Bitcoin, Before, Cancellation);
        return new UndoneMarket(azurite.ConnectionString, container, new TableCoverageStore(azurite.NewTable("coverage")));
    }

    /// <summary>A store whose requests go through a policy.</summary>
    public BlobCandleStore Connect(HttpPipelinePolicy policy, HttpPipelinePosition position, int? retries = null)
    {
        var options = new BlobClientOptions();
        options.Retry.MaxRetries = retries ?? options.Retry.MaxRetries;
        options.AddPolicy(policy, position);
        return new BlobCandleStore(new BlobServiceClient(_connection, options).GetBlobContainerClient(Container.Name));
    }

    /// <summary>The runs over a store.</summary>
    public CandleHistory History(BlobCandleStore store) => new(store, store, _coverage, Runs, TimeProvider.System);

    /// <summary>Imports candles over a store, all months together.</summary>
    public static async Task ImportAsync(BlobCandleStore store, CandleSeries candles, CandleRun run)
    {
        await using var staging = store.Stage(Bitcoin, "import", run);
        foreach (var month in Month.Touching(candles.Range))
        {
            await staging.AddAsync(candles.Slice(month.Range), Cancellation);
        }

        await staging.CommitAsync(Cancellation);
    }

    /// <summary>All that is stored.</summary>
    public async Task<IReadOnlyList<Candle>> ReadAsync() => (await Store.ReadAsync(Bitcoin, TimeRange.Always, Cancellation)).ToList();
}
