using Azure.Data.Tables;
using Trad.Candles;
using Trad.Candles.Gaps;
using Trad.Candles.Quality;
using Trad.MarketData.Coverage;
using Trad.Storage.Coverage;
using Trad.Testing;

namespace Trad.Storage.Tests.Coverage;

public sealed class TableCoverageStoreTests(AzuriteFixture azurite)
{
    private static readonly Market Bitcoin = new("binance", "BTCUSDT", Interval.FiveMinutes);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Save_then_list_gives_the_same_months_in_order()
    {
        var store = new TableCoverageStore(azurite.NewTable("coverage"));
        var june = Coverage(new Month(2025, 6), "archive", "abc");
        var may = Coverage(new Month(2025, 5), "rest", null);
        await store.SaveAsync(Bitcoin, june, Cancellation);
        await store.SaveAsync(Bitcoin, may, Cancellation);
        await store.SaveAsync(new Market("binance", "ETHUSDT", Interval.FiveMinutes), may, Cancellation);

        var listed = await store.ListAsync(Bitcoin, Cancellation);

        Assert.Equivalent(new[] { may, june }, listed, strict: true);
    }

    [Fact]
    public async Task Save_thousands_of_gaps_keeps_as_many_as_a_row_can_hold()
    {
        var store = new TableCoverageStore(azurite.NewTable("coverage"));
        var month = new Month(2025, 6);
        var gaps = Enumerable.Range(0, 4000)
            .Select(i => new TimeRange(month.Range.Start + (i * 600_000L), month.Range.Start + (i * 600_000L) + 300_000)).ToList();

        await store.SaveAsync(Bitcoin, Coverage(month, "rest", null) with { OwnGaps = gaps }, Cancellation);

        Assert.Equal(gaps.Take(1000), (await store.ListAsync(Bitcoin, Cancellation))[0].OwnGaps);
    }

    [Fact]
    public async Task List_of_a_month_that_was_looked_at_before_prices_were_noted_has_it_looked_at_again()
    {
        var table = azurite.NewTable("coverage");
        var store = new TableCoverageStore(table);
        await store.SaveAsync(Bitcoin, Coverage(new Month(2025, 6), "rest", null), Cancellation);
        var row = (await table.GetEntityAsync<TableEntity>("binance|BTCUSDT|5m", "2025-06", cancellationToken: Cancellation)).Value;
        row.Remove("Outages");
        row.Remove("Edges");
        await table.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, Cancellation);

        var listed = Assert.Single(await store.ListAsync(Bitcoin, Cancellation));

        Assert.Equal(("", "rest"), (listed.Version, listed.Source));
    }

    private static PartitionCoverage Coverage(Month month, string source, string? checksum)
    {
        var gap = new TimeRange(month.Range.Start, month.Range.Start + 300_000);
        return new PartitionCoverage(
            month, "v1",
            new CandleQuality(10, 11, [gap], 1, 2)
            {
                Outages = [Outages.Between(Interval.FiveMinutes, gap, 0.1, 1e-7, 1d / 3)],
                Edges = new PriceEdges(123_456.789, 0.1 + 0.2, 1e-5),
            },
            [gap], 3,
            new Dictionary<CandleDefect, int> { [CandleDefect.HighBelowLow] = 3, [CandleDefect.OffGrid] = 1 }, source, checksum);
    }
}
