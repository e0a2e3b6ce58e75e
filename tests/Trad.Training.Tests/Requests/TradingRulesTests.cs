using System.Text;
using Trad.Backtesting.Simulation;
using Trad.Training.Requests;

namespace Trad.Training.Tests.Requests;

public sealed class TradingRulesTests
{
    [Fact]
    public void Check_of_a_request_without_costs_and_sizes_fills_in_the_defaults()
    {
        var complete = Check("\"trials\":5", out var errors)!;

        Assert.Empty(errors.ByField);
        Assert.Equal((0.001, 0.0005, 0.02), (complete.FeeRate, complete.Slippage, complete.RiskPerTrade));
        Assert.Equal((FillTiming.NextOpen, "both"), (complete.FillTiming, complete.Direction));
    }

    [Fact]
    public void Check_of_the_long_forms_has_the_short_ones_say_what_counts()
    {
        var complete = Check(
            """
            "costs":{"takerFeeRate":0.0004,"slippage":0.0001},"sizing":{"mode":"risk-per-trade","value":0.01}
            """, out var errors)!;

        Assert.Empty(errors.ByField);
        Assert.Equal((0.0004, 0.0001, 0.01), (complete.FeeRate, complete.Slippage, complete.RiskPerTrade));
    }

    [Theory]
    [InlineData("\"feeRate\":-0.001", "feeRate")]
    [InlineData("\"feeRate\":2", "feeRate")]
    [InlineData("\"slippage\":-1", "slippage")]
    [InlineData("\"riskPerTrade\":0", "riskPerTrade")]
    [InlineData("\"riskPerTrade\":1.5", "riskPerTrade")]
    [InlineData("\"direction\":\"sideways\"", "direction")]
    [InlineData("\"costs\":{\"takerFeeRate\":-0.1}", "costs.takerFeeRate")]
    [InlineData("\"costs\":{\"makerFeeRate\":-2}", "costs.makerFeeRate")]
    [InlineData("\"costs\":{\"minimumFee\":-1}", "costs.minimumFee")]
    [InlineData("\"costs\":{\"spread\":-0.1}", "costs.spread")]
    [InlineData("\"costs\":{\"fundingRate\":7}", "costs.fundingRate")]
    [InlineData("\"feeRate\":0.001,\"costs\":{\"takerFeeRate\":0.002}", "costs.takerFeeRate")]
    [InlineData("\"slippage\":0.001,\"costs\":{\"slippage\":0.002}", "costs.slippage")]
    [InlineData("\"sizing\":{\"value\":1}", "sizing.mode")]
    [InlineData("\"sizing\":{\"mode\":\"all-in\",\"value\":1}", "sizing.value")]
    [InlineData("\"sizing\":{\"mode\":\"volatility-target\",\"value\":-1}", "sizing.value")]
    [InlineData("\"sizing\":{\"mode\":\"fixed-fraction\",\"value\":1.1}", "sizing.value")]
    [InlineData("\"riskPerTrade\":0.03,\"sizing\":{\"mode\":\"risk-per-trade\",\"value\":0.01}", "sizing.value")]
    [InlineData("\"costs\":{\"atrSlippage\":11}", "costs.atrSlippage")]
    [InlineData("\"costs\":{\"fundingRate\":0.001,\"fundingRates\":[]}", "costs.fundingRates")]
    [InlineData("\"costs\":{\"fundingRates\":[{\"time\":\"2025-01-01T00:00:00Z\",\"rate\":0.5}]}", "costs.fundingRates[0].rate")]
    [InlineData("\"costs\":{\"fundingRates\":[{\"rate\":0.001}]}", "costs.fundingRates[0].time")]
    [InlineData(
        "\"costs\":{\"fundingRates\":[{\"time\":\"2025-01-01T08:00:00Z\",\"rate\":0},{\"time\":\"2025-01-01T08:00:00Z\",\"rate\":0}]}",
        "costs.fundingRates[1].time")]
    [InlineData("\"sizing\":{\"mode\":\"all-in\",\"volatilityCandles\":50}", "sizing.volatilityCandles")]
    [InlineData("\"sizing\":{\"mode\":\"volatility-target\",\"volatilityCandles\":1}", "sizing.volatilityCandles")]
    [InlineData("\"account\":{\"leverage\":0.5}", "account.leverage")]
    [InlineData("\"account\":{\"leverage\":10,\"maintenanceMargin\":0.1}", "account.maintenanceMargin")]
    [InlineData("\"account\":{\"initialCapital\":0}", "account.initialCapital")]
    [InlineData("\"exits\":{\"stopLoss\":0}", "exits.stopLoss")]
    [InlineData("\"exits\":{\"takeProfit\":1}", "exits.takeProfit")]
    [InlineData("\"exits\":{\"trailingStop\":-0.1}", "exits.trailingStop")]
    [InlineData("\"exits\":{\"breakEvenAfter\":0}", "exits.breakEvenAfter")]
    [InlineData("\"costs\":{\"fundingRates\":[]}", "costs.fundingRates")]
    [InlineData("\"riskPerTrade\":0.05,\"sizing\":{\"mode\":\"fixed-fraction\"}", "riskPerTrade")]
    [InlineData("\"riskPerTrade\":0.05,\"sizing\":{\"mode\":\"all-in\"}", "riskPerTrade")]
    [InlineData("\"riskPerTrade\":0.05,\"sizing\":{\"mode\":\"volatility-target\"}", "riskPerTrade")]
    [InlineData("\"exits\":{\"breakEvenAfter\":-1}", "exits.breakEvenAfter")]
    [InlineData("\"exits\":{\"maximumHolding\":0}", "exits.maximumHolding")]
    [InlineData("\"filters\":{\"tickSize\":-0.01}", "filters.tickSize")]
    [InlineData("\"filters\":{\"lotSize\":1e300}", "filters.lotSize")]
    [InlineData("\"holdOut\":0.001", "holdOut")]
    [InlineData("\"filters\":{\"minimumNotional\":10001}", "filters.minimumNotional")]
    [InlineData("\"filters\":{\"minimumNotional\":1001},\"sizing\":{\"mode\":\"fixed-fraction\"}", "filters.minimumNotional")]
    public void Check_of_what_no_account_can_trade_with_names_the_field(string members, string field)
    {
        var complete = Check(members, out var errors);

        Assert.Null(complete);
        Assert.Contains(field, errors.ByField.Keys);
    }

    [Theory]
    [InlineData("\"filters\":{\"tickSize\":0.1}", "filters.tickSize")]
    [InlineData("\"filters\":{\"lotSize\":0.1}", "filters.lotSize")]
    [InlineData("\"filters\":{\"minimumSize\":0.1}", "filters.minimumSize")]
    [InlineData("\"costs\":{\"fundingRates\":[{\"time\":\"2025-01-01T00:00:00Z\",\"rate\":0}]}", "costs.fundingRates")]
    public void Check_of_what_is_one_symbols_own_refuses_it_for_several(string members, string field)
    {
        var errors = new ValidationErrors();
        var body = $$"""{"strategy":"liquidity-sweep","exchange":"binance","symbols":["BTCUSDT","ETHUSDT"],"interval":"5m",{{members}}}""";

        Assert.Null(TrainingRequestRules.Check(RequestJson.Read<TrainingRequest>(Encoding.UTF8.GetBytes(body), errors)!, errors));

        Assert.Equal([field], errors.ByField.Keys);
    }

    // A maker may be paid, and funding goes either way.
    [Theory]
    [InlineData("\"costs\":{\"makerFeeRate\":-0.0001}")]
    [InlineData("\"costs\":{\"fundingRate\":-0.0001}")]
    [InlineData("\"feeRate\":0.002,\"costs\":{\"takerFeeRate\":0.002}")]
    [InlineData("\"sizing\":{\"mode\":\"all-in\"}")]
    [InlineData("\"riskPerTrade\":1")]
    [InlineData("\"riskPerTrade\":0.02,\"sizing\":{\"mode\":\"fixed-fraction\"}")]
    [InlineData("\"account\":{\"leverage\":10,\"maintenanceMargin\":0.05}")]
    [InlineData("\"exits\":{\"stopLoss\":0.99,\"breakEvenAfter\":0.5,\"onOppositeSignal\":false}")]
    [InlineData("\"filters\":{\"tickSize\":0,\"lotSize\":0.001,\"minimumSize\":0.001,\"minimumNotional\":10}")]
    [InlineData("\"filters\":{\"minimumNotional\":50000},\"account\":{\"leverage\":5,\"maintenanceMargin\":0.01}")]
    [InlineData("\"costs\":{\"fundingRates\":[{\"time\":\"2025-01-01T00:00:00Z\",\"rate\":-0.0003}]}")]
    public void Check_of_what_an_account_can_trade_with_has_nothing_to_say(string members)
    {
        Check(members, out var errors);

        Assert.Empty(errors.ByField);
    }

    private static TrainingRequest? Check(string members, out ValidationErrors errors)
    {
        errors = new ValidationErrors();
        var body = $$"""{"strategy":"liquidity-sweep","exchange":"binance","symbol":"BTCUSDT","interval":"5m",{{members}}}""";
        var request = RequestJson.Read<TrainingRequest>(Encoding.UTF8.GetBytes(body), errors);
        return request is null ? null : TrainingRequestRules.Check(request, errors);
    }
}
