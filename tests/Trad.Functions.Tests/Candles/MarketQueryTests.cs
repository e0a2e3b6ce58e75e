using System.Globalization;
using Microsoft.AspNetCore.Http;
using Trad.Functions.Backfills;
using Trad.Functions.Candles;
using Trad.MarketData.Backfills;
using Trad.Training;

namespace Trad.Functions.Tests.Candles;

public sealed class MarketQueryTests
{
    [Theory]
    [InlineData("BTC/USDT")]
    [InlineData("btcusdt")]
    [InlineData("BTC-USDT")]
    public void Symbol_of_a_query_and_of_a_backfill_is_the_stored_one(string written)
    {
        var errors = new ValidationErrors();
        var run = Backfill(written).ToRun(BackfillTrigger.Request, Backfill(written).To!.Value, ["binance"], errors);

        Assert.Equal("binance BTCUSDT 5m", MarketQuery.Read(Query(written), errors)?.ToString());
        Assert.Equal("BTCUSDT", run?.Symbol);
        Assert.True(errors.IsEmpty);
    }

    [Fact]
    public void Contract_of_a_spot_exchange_is_refused_in_a_query_and_in_a_backfill_alike()
    {
        var (query, backfill) = (new ValidationErrors(), new ValidationErrors());

        Assert.Null(MarketQuery.Read(Query("BTCUSDT_250627"), query));
        Assert.Null(
            Backfill("BTCUSDT_250627").ToRun(BackfillTrigger.Request, Backfill("").To!.Value, ["binance"], backfill));
        Assert.Equal(query.ByField["symbol"], backfill.ByField["symbol"]);
        Assert.Contains("BTC/USDT", Assert.Single(query.ByField["symbol"]), StringComparison.Ordinal);
    }

    private static BackfillRequest Backfill(string symbol) => new()
    {
        Exchange = "binance",
        Symbol = symbol,
        Interval = "5m",
        From = DateTimeOffset.Parse("2025-06-01T00:00:00Z", CultureInfo.InvariantCulture),
        To = DateTimeOffset.Parse("2025-06-02T00:00:00Z", CultureInfo.InvariantCulture),
    };

    private static HttpRequest Query(string symbol) => new DefaultHttpContext
    {
        Request = { QueryString = new QueryString($"?exchange=binance&symbol={Uri.EscapeDataString(symbol)}&interval=5m") },
    }.Request;
}
