using Trad.Candles;
using Trad.MarketData.Exchanges;
using Trad.MarketData.Simulation;
using Trad.Testing;

namespace Trad.MarketData.Tests.Backfills;

/// <summary>Backfills from an exchange that answers wrongly, late or not at all.</summary>
public sealed class BackfillFaultTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ExchangeFault.TooManyRequests)]
    [InlineData(ExchangeFault.TooManyRequestsWithRetryAfter)]
    [InlineData(ExchangeFault.ServerError)]
    [InlineData(ExchangeFault.SlowBody)]
    [InlineData(ExchangeFault.TruncatedJson)]
    [InlineData(ExchangeFault.WrongContentType)]
    [InlineData(ExchangeFault.DuplicatedCandles)]
    [InlineData(ExchangeFault.OverlappingPage)]
    [InlineData(ExchangeFault.MissingCandle)]
    [InlineData(ExchangeFault.BadCandle)]
    [InlineData(ExchangeFault.AbsurdPrice)]
    public async Task Backfill_through_a_passing_fault_stores_the_truth_bit_for_bit(ExchangeFault fault)
    {
        await using var harness = await BackfillHarness.StartAsync(
            azurite,
            (number, _) => number is 4 or 5 ? fault : ExchangeFault.None,
            patience: fault == ExchangeFault.SlowBody ? "00:00:01" : "00:00:15");

        await harness.RunAsync();

        Assert.Equal(BackfillHarness.Truth.ToList(), await harness.StoredAsync());
    }

    [Theory]
    [InlineData(ExchangeFault.ClockAhead)]
    [InlineData(ExchangeFault.ClockBehind)]
    public async Task Backfill_from_an_exchange_whose_clock_is_wrong_stores_closed_candles_only_and_catches_up(ExchangeFault fault)
    {
        var isWrong = true;
        var now = BackfillHarness.Range.EndTime.AddMinutes(2.5);
        var (start, end) = (now.AddDays(-2), now.AddHours(2));
        await using var harness = await BackfillHarness.StartAsync(
            azurite,
            (_, path) => isWrong && path.EndsWith("time", StringComparison.Ordinal) ? fault : ExchangeFault.None,
            options => options.Now = now);
        var truth = new GeneratedMarket(42).Read("BTCUSDT", Interval.FiveMinutes, TimeRange.Between(start, BackfillHarness.Range.EndTime))
            .ToList();

        await harness.RunAsync(TimeRange.Between(start, end));
        var wrong = await harness.StoredAsync();
        isWrong = false;
        await harness.RunAsync(TimeRange.Between(start, end));

        Assert.Equal(truth.Take(wrong.Count), wrong);
        Assert.Equal(truth, await harness.StoredAsync());
        Assert.Empty(Assert.Single(await harness.Coverage.ListAsync(BackfillHarness.Bitcoin, Cancellation)).OwnGaps);
    }

    [Theory]
    [InlineData(ExchangeFault.ServerError)]
    [InlineData(ExchangeFault.TruncatedJson)]
    [InlineData(ExchangeFault.WrongContentType)]
    public async Task Backfill_through_a_fault_that_stays_names_the_partition_and_leaves_the_store_as_it_was(ExchangeFault fault)
    {
        await using var harness = await BackfillHarness.StartAsync(
            azurite, (_, path) => path.EndsWith("klines", StringComparison.Ordinal) ? fault : ExchangeFault.None);
        var stored = BackfillHarness.Truth.Slice(new Month(2025, 6).Range).Slice(0, 50);
        await harness.Store.MergeAsync(BackfillHarness.Bitcoin, stored, Cancellation);
        var june = (await harness.Backfill.PlanAsync(BackfillHarness.Bitcoin, BackfillHarness.Range, isRepair: false, Cancellation))[0];

        var failed = await Assert.ThrowsAsync<ExchangeException>(
            () => harness.Backfill.RunAsync(BackfillHarness.Bitcoin, june, Cancellation));

        Assert.StartsWith("simulated BTCUSDT 5m 2025-06: ", failed.Message, StringComparison.Ordinal);
        Assert.Equal(stored.ToList(), await harness.StoredAsync());
        Assert.Empty(await harness.Coverage.ListAsync(BackfillHarness.Bitcoin, Cancellation));
    }

    [Fact]
    public async Task Backfill_from_an_archive_with_a_wrong_checksum_uses_rest_and_says_so()
    {
        await using var harness = await BackfillHarness.StartAsync(azurite, (_, _) => ExchangeFault.WrongChecksum);

        var results = await harness.RunAsync();

        Assert.All(results, result => Assert.Equal("rest", result.Source));
        Assert.Contains("BTCUSDT-5m-2025-05.zip", results[1].Notes[0], StringComparison.Ordinal);
        Assert.Contains("SHA-256", results[1].Notes[0], StringComparison.Ordinal);
        Assert.Equal(BackfillHarness.Truth.ToList(), await harness.StoredAsync());
    }

    [Fact]
    public async Task Backfill_while_banned_fails_and_leaves_the_store_as_it_was()
    {
        var banned = false;
        await using var harness = await BackfillHarness.StartAsync(azurite, (_, _) => banned ? ExchangeFault.Banned : ExchangeFault.None);
        var step = (await harness.Backfill.PlanAsync(BackfillHarness.Bitcoin, BackfillHarness.Range, isRepair: false, Cancellation))[0];
        banned = true;

        var failed = await Assert.ThrowsAsync<ExchangeBannedException>(
            () => harness.Backfill.RunAsync(BackfillHarness.Bitcoin, step, Cancellation));
        Assert.StartsWith("simulated BTCUSDT 5m 2025-06: ", failed.Message, StringComparison.Ordinal);

        Assert.Empty(await harness.StoredAsync());
    }
}
