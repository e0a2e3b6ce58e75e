using Trad.Training.Requests;

namespace Trad.Training.Tests.Requests;

public sealed class StrategyRulesTests
{
    [Theory]
    [InlineData("mine@2", null, "strategy", "is 'mine@2'; a version has a field of its own: strategy 'mine' with strategyVersion 2")]
    [InlineData("mine@two", null, "strategy", "'mine@two' is unknown; known strategies are ")]
    [InlineData("mine@", null, "strategy", "'mine@' is unknown; known strategies are ")]
    [InlineData(
        "liquidity-sweep", 1, "strategyVersion", "is 1, but 'liquidity-sweep' is a built-in strategy, which has no versions; leave it out")]
    public void Check_version_that_does_not_belong_there_tells_where_it_does(string strategy, int? version, string field, string message)
    {
        var errors = new ValidationErrors();
        TrainingRequestRules.Check(
            new TrainingRequest
            {
                Strategy = strategy,
                StrategyVersion = version,
                Exchange = "binance",
                Symbol = "BTCUSDT",
                Interval = "5m",
            },
            errors);

        Assert.StartsWith(message, Assert.Single(errors.ByField[field]), StringComparison.Ordinal);
    }
}
