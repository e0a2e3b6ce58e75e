using Trad.Formats.Candles;
using Trad.Formats.Tests.Layouts;

namespace Trad.Formats.Tests.Candles;

/// <summary>Which of two amounts is what was traded, where their columns are called by currencies.</summary>
public sealed class VolumeCurrenciesTests
{
    [Theory]
    [InlineData("eur usdt", "EURUSDT", 0, 1)]
    [InlineData("usdt eur", "EURUSDT", 1, 0)]
    [InlineData("usdt try", "USDTTRY", 0, 1)]
    [InlineData("usd usdt", "USDTUSD", 1, 0)]
    [InlineData("usdt usd", "USDTUSD", 0, 1)]
    [InlineData("usdt", "USDTTRY", 0, -1)]
    [InlineData("usdt", "BTCUSDT", -1, 0)]
    [InlineData("btc usdt", "BTCUSDT", 0, 1)]
    [InlineData("usd btc", "BTCUSDT", 1, 0)]
    [InlineData("xbt usd", "BTCUSD", 0, 1)]
    [InlineData("btc eth", "ETHBTC", 1, 0)]
    [InlineData("btc usdt", "BTCUSDT_250627", 0, 1)]
    [InlineData("btc usdt", null, 0, 1)]
    [InlineData("usdt btc", null, 1, 0)]
    [InlineData("eth btc", null, 0, 1)]
    [InlineData("eur usdt", null, 0, 1)]
    [InlineData("usd", null, -1, 0)]
    [InlineData("btc", null, 0, -1)]
    public void Tell_goes_by_the_symbol_and_without_one_by_what_is_usually_paid(string currencies, string? symbol, int traded, int paid) =>
        Assert.Equal((traded, paid), VolumeCurrencies.Tell(currencies.Split(' '), mayBeTraded: true, symbol));

    [Theory]
    [InlineData("Volume EUR,Volume USDT", "5,10")]
    [InlineData("Volume USDT,Volume EUR", "10,5")]
    public async Task Read_of_a_file_whose_symbol_is_known_takes_each_for_what_it_is(string names, string amounts)
    {
        var text = $"date,open,high,low,close,{names}\n2024-02-01 00:00,2,2,2,2,{amounts}\n2024-02-01 00:05,2,2,2,2,{amounts}\n";

        var (candles, _) = await LayoutReading.ReadAsync(text, symbol: "EURUSDT");

        Assert.Equal((5, 10), (candles.Volume[0], candles.QuoteVolume[0]));
    }
}
