using Azure.Storage.Blobs.Models;
using Trad.Candles;
using Trad.Functions.Backfills;
using Trad.Functions.Tests.Backfills;
using Trad.LocalRuntime.Durable.Storage;
using Trad.MarketData.Simulation;
using Trad.Testing;

namespace Trad.Functions.Tests.Operations.Releases;

/// <summary>
/// The ways through a backfill of more months than are fetched at once: through bans to a cancellation, and past months that cannot be
/// fetched. Their histories are kept when that is asked for.
/// </summary>
public sealed class BackfillRecordingTests(AzuriteFixture azurite)
{
    private static readonly DateTimeOffset From = new(2024, 12, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset To = new(2025, 6, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly BackfillRequest Request =
        new() { Exchange = Market.SimulatedExchange, Symbol = "BTCUSDT", Interval = "1h", From = From, To = To };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Backfill_that_is_banned_again_and_again_and_then_cancelled_is_recorded()
    {
        // Before it has a plan, within a month, and, until it is cancelled, within another.
        var planBans = 1;
        var aprilBans = 1;
        var januaryBans = 0;
        await using var app = await BackfillApp.StartAsync(azurite, options =>
        {
            options.BanLength = TimeSpan.FromSeconds(1);
            options.Fault = (_, path) =>
                Interlocked.Decrement(ref planBans) >= 0 ? ExchangeFault.Banned
                : IsMonth(path, 4) && Interlocked.Decrement(ref aprilBans) >= 0 ? ExchangeFault.Banned
                : IsMonth(path, 1) && Interlocked.Increment(ref januaryBans) > 0 ? ExchangeFault.Banned
                : ExchangeFault.None;
        });
        var location = await app.PostAsync("api/backfills", Request);
        await app.WaitAsync(
            location, state => state["progress"]?["pausedUntil"] is not null && Volatile.Read(ref januaryBans) > 0);
        using var cancel = await app.Http.PostAsync(new Uri($"{location}/cancel", UriKind.Relative), null, Cancellation);
        var ended = await app.WaitAsync(location);

        Assert.Equal("cancelled", (string?)ended["state"]);
        var recorded = await KeepAsync(app, location, "backfill-banned-and-cancelled");
        Assert.True(recorded.Events.Count(happened => happened.Kind == HistoryEventKind.TimerCreated) >= 3);
        Assert.Equal(2, recorded.CountOf(nameof(PlanBackfill)));
    }

    [Fact]
    public async Task Backfill_with_a_month_that_fails_and_one_that_is_refused_is_recorded()
    {
        // What the archive does not give is asked for otherwise, and not given either.
        var isAsked = false;
        await using var app = await BackfillApp.StartAsync(azurite, options => options.Fault = (_, path) =>
        {
            isAsked |= IsMonth(path, 3);
            return isAsked && (IsMonth(path, 3) || path.EndsWith("klines", StringComparison.Ordinal))
                ? ExchangeFault.ServerError
                : ExchangeFault.None;
        });
        await DamageAsync(app, "month=05");
        var location = await app.PostAsync("api/backfills", Request);
        var ended = await app.WaitAsync(location);

        Assert.Equal("failed", (string?)ended["state"]);
        Assert.All(["2025-03", "2025-05"], month => Assert.Contains(month, (string?)ended["error"], StringComparison.Ordinal));
        var recorded = await KeepAsync(app, location, "backfill-with-months-that-fail");
        Assert.True(recorded.Events.Count(happened => happened.Kind == HistoryEventKind.ActivityFailed) >= 3);
    }

    [Fact]
    public async Task Repair_with_candles_that_come_twice_or_unsound_or_not_at_all_is_recorded()
    {
        var pages = 0;
        await using var app = await BackfillApp.StartAsync(azurite, options => options.Fault = (_, path) =>
            IsMonth(path, 4) ? ExchangeFault.ServerError
            : !path.EndsWith("klines", StringComparison.Ordinal) ? ExchangeFault.None
            : Interlocked.Increment(ref pages) switch
            {
                1 => ExchangeFault.DuplicatedCandles,
                2 => ExchangeFault.BadCandle,
                _ => ExchangeFault.MissingCandle,
            });
        var april = new Month(2025, 4).Range;
        var location = await app.PostAsync(
            "api/candles/repair",
            new BackfillRequest
            {
                Exchange = Market.SimulatedExchange,
                Symbol = "ETHUSDT",
                Interval = "15m",
                From = april.StartTime,
                To = april.EndTime,
            });
        await app.WaitAsync(location);

        var recorded = await KeepAsync(app, location, "repair-of-a-month");
        Assert.Equal(1, recorded.CountOf(nameof(FetchMonth)));
    }

    private static bool IsMonth(string path, int month) => path.Contains($"2025-{month:00}", StringComparison.Ordinal);

    // A month that some other program has written into.
    private static async Task DamageAsync(BackfillApp app, string month)
    {
        var market = new Market(Request.Exchange!, Request.Symbol!, Interval.Parse(Request.Interval!));
        var may = new Month(2025, 5).Range;
        await app.Store.MergeAsync(market, new GeneratedMarket(42).Read(market.Symbol, market.Interval, may).Slice(0, 100), Cancellation);
        await foreach (var blob in app.Container.GetBlobsAsync(cancellationToken: Cancellation))
        {
            if (blob.Name.Contains(month, StringComparison.Ordinal) && blob.Name.EndsWith(".parquet", StringComparison.Ordinal))
            {
                var file = app.Container.GetBlobClient(blob.Name);
                var metadata = (await file.GetPropertiesAsync(cancellationToken: Cancellation)).Value.Metadata;
                await file.UploadAsync(new BinaryData("damaged"), new BlobUploadOptions { Metadata = metadata }, Cancellation);
            }
        }
    }

    private static async Task<RecordedOrchestration> KeepAsync(BackfillApp app, Uri location, string name)
    {
        // Every backfill of a market is a run of one orchestration.
        var id = location.ToString().Split('/')[^1].Split('.')[0];
        await app.Durable.WaitForInstanceCompletionAsync(id, Cancellation);
        var recorded = await RecordedOrchestration.ReadAsync(app.Services, id, Cancellation);
        await TrainingRecorder.SaveAsync(recorded, name);
        return recorded;
    }
}
