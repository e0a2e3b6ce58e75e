using System.Globalization;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Trad.Candles;
using Trad.Functions.Backfills;

namespace Trad.Functions.Tests.Backfills;

public sealed class BackfillTimerTests
{
    [Theory]
    [InlineData("binance/BTCUSDT/5m")]
    [InlineData("binance/btcusdt/5m")]
    [InlineData("binance/BTC/USDT/5m")]
    [InlineData("binance/BTC-USDT/5m")]
    public void ParseMarket_of_three_parts_gives_the_market(string text) =>
        Assert.Equal("binance BTCUSDT 5m", BackfillOptions.ParseMarket(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("binance/BTCUSDT")]
    [InlineData("binance/BTC//USDT/5m")]
    [InlineData("binance/BTCUSDT/7m")]
    public void ParseMarket_of_another_form_says_which_is_allowed(string text)
    {
        var refused = Assert.Throws<FormatException>(() => BackfillOptions.ParseMarket(text));

        Assert.Contains("exchange/symbol/interval", refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("5m", "2025-06-11T10:07:30Z")]
    [InlineData("1w", "2025-06-02T00:00:00Z")]
    [InlineData("1M", "2025-05-01T00:00:00Z")]
    public void RangeOf_days_that_are_shorter_than_a_candle_still_begins_with_the_newest_one_that_is_closed(string code, string from)
    {
        // A Thursday; the last whole week began on the Monday ten days before.
        var now = new DateTimeOffset(2025, 6, 12, 10, 7, 30, TimeSpan.Zero);

        var range = new BackfillOptions { Days = 1 }.RangeOf(Interval.Parse(code), now);

        Assert.Equal(DateTimeOffset.Parse(from, CultureInfo.InvariantCulture), range.StartTime);
        Assert.Equal(now, range.EndTime);
    }

    [Fact]
    public void Market_that_cannot_be_read_is_refused_when_the_settings_are_and_not_at_each_run()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["AzureWebJobsStorage"] = "UseDevelopmentStorage=true",
            ["Trad:Backfill:Markets:0"] = "binance/BTCUSDT/5m",
            ["Trad:Backfill:Markets:1"] = "binance/BTCUSDT/7m",
        }).Build();
        using var services = new ServiceCollection().AddTrad(configuration).BuildServiceProvider();

        var refused = Assert.Throws<OptionsValidationException>(() => services.GetRequiredService<IStartupValidator>().Validate());

        Assert.Contains(
            "Trad:Backfill:Markets holds 'binance/BTCUSDT/7m'; allowed is exchange/symbol/interval", refused.Message,
            StringComparison.Ordinal);
    }
}
