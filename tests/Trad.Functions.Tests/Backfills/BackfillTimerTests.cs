using Trad.Functions.Backfills;

namespace Trad.Functions.Tests.Backfills;

public sealed class BackfillTimerTests
{
    [Fact]
    public void ParseMarket_of_three_parts_gives_the_market() =>
        Assert.Equal("binance BTCUSDT 5m", BackfillTimer.ParseMarket("binance/BTCUSDT/5m").ToString());

    [Theory]
    [InlineData("")]
    [InlineData("binance/BTCUSDT")]
    [InlineData("binance/btc/5m")]
    [InlineData("binance/BTCUSDT/7m")]
    public void ParseMarket_of_another_form_says_which_is_allowed(string text)
    {
        var refused = Assert.Throws<FormatException>(() => BackfillTimer.ParseMarket(text));

        Assert.Contains("exchange/symbol/interval", refused.Message, StringComparison.Ordinal);
    }
}
