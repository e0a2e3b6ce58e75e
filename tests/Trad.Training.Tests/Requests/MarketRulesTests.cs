using Trad.Training.Requests;

namespace Trad.Training.Tests.Requests;

public sealed class MarketRulesTests
{
    private static readonly TrainingRequest Request = new() { Strategy = "liquidity-sweep", Exchange = "binance", Interval = "5m" };

    [Fact]
    public void Symbol_in_another_form_is_recorded_as_it_is_stored()
    {
        var errors = new ValidationErrors();

        var checkedRequest = TrainingRequestRules.Check(Request with { Symbols = ["btc/usdt", "ETH-USDT"] }, errors);

        Assert.Empty(errors.ByField);
        Assert.Equal(["BTCUSDT", "ETHUSDT"], checkedRequest!.AllSymbols);
    }

    [Fact]
    public void Two_forms_of_one_symbol_are_the_same_symbol_twice() =>
        Assert.Equal(["names 'BTCUSDT' twice"], Errors(Request with { Symbols = ["BTC/USDT", "btcusdt"] })["symbols"]);

    [Fact]
    public void Contract_of_a_spot_exchange_is_refused_with_the_form_that_is_accepted()
    {
        var message = Assert.Single(Errors(Request with { Symbol = "BTC_USDT:USDT" })["symbol"]);

        Assert.Contains("BTC/USDT", message, StringComparison.Ordinal);
        Assert.Contains("binance-futures", message, StringComparison.Ordinal);
    }

    private static Dictionary<string, string[]> Errors(TrainingRequest request)
    {
        var errors = new ValidationErrors();
        Assert.Null(TrainingRequestRules.Check(request, errors));
        return errors.ByField.ToDictionary(pair => pair.Key, pair => pair.Value.ToArray());
    }
}
