using System.Text.Json;
using Trad.Training.Requests;

namespace Trad.Training.Tests.Requests;

public sealed class ConstraintRulesTests
{
    [Theory]
    [InlineData("""{"maximum-drawdown":{"max":0.2},"trades":{"min":30,"max":500}}""", null, null)]
    [InlineData("""{"maximumDrawdown":{"max":0.2}}""", "constraints.maximumDrawdown", "is no metric; known are annualised-return, ")]
    [InlineData("""{"sharpe":{}}""", "constraints.sharpe", "needs min, max or both")]
    [InlineData("""{"sharpe":{"min":2,"max":1}}""", "constraints.sharpe", "min 2 is above max 1")]
    [InlineData("""{"sharpe":{"least":2}}""", "constraints.sharpe.least", null)]
    [InlineData("""{"sharpe":{"min":"2"}}""", "constraints.sharpe.min", null)]
    public void Check_names_the_constraint_and_what_is_allowed(string constraints, string? field, string? message)
    {
        var errors = new ValidationErrors();
        var body =
            $$"""{"strategy":"liquidity-sweep","exchange":"binance","symbol":"BTCUSDT","interval":"5m","constraints":{{constraints}}}""";

        var request = RequestJson.Read<TrainingRequest>(JsonSerializer.SerializeToUtf8Bytes(JsonDocument.Parse(body)), errors);
        var complete = request is null ? null : TrainingRequestRules.Check(request, errors);

        if (field is null)
        {
            Assert.Equal(30, complete!.Constraints!["trades"].Min);
            return;
        }

        Assert.Equal([field], errors.ByField.Keys);
        Assert.StartsWith(message ?? "", errors.ByField[field].Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(30 * 288, 0.2, 28)]
    [InlineData(548 * 288, 0.2, 119)]
    [InlineData(7 * 288, 0.2, 14)]
    [InlineData(365 * 24, 0.2, 28)]
    [InlineData(5 * 365, 0.2, 13)]
    [InlineData(100, 0.0, 10)]
    [InlineData(0, 0.5, 10)]
    public void Minimum_of_trades_grows_with_the_root_of_the_candles_in_sample(long candles, double holdOut, int expected) =>
        Assert.Equal(expected, MinimumTradesRule.Compute(candles, holdOut));
}
