using Trad.Training.Data;
using Trad.Training.Requests;

namespace Trad.Training.Tests.Data;

public sealed class FundingCoverageTests
{
    private static readonly DateTimeOffset January = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(0, 31, 0)]
    [InlineData(-30, 60, 0)]
    [InlineData(2, 31, 1)]
    [InlineData(0, 20, 1)]
    public void Find_names_payments_that_do_not_reach_over_the_candles(int firstDay, int lastDay, int warnings)
    {
        var costs = new CostRequest
        {
            FundingRates =
            [
                new FundingPayment { Time = January.AddDays(firstDay), Rate = 0.0001 },
                new FundingPayment { Time = January.AddDays(lastDay), Rate = 0.0001 },
            ],
        };

        var found = FundingCoverage.Find(costs, January, January.AddDays(31));

        Assert.Equal(warnings, found.Count);
        Assert.All(found, each => Assert.Contains("2025-01-01T00:00:00Z to 2025-02-01T00:00:00Z", each, StringComparison.Ordinal));
    }

    [Fact]
    public void Find_without_published_payments_has_nothing_to_say() =>
        Assert.Empty(FundingCoverage.Find(new CostRequest { FundingRate = 0.0001 }, January, January.AddDays(31)));
}
