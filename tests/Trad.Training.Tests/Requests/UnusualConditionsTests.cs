using Trad.Backtesting.Simulation;
using Trad.Training.Requests;

namespace Trad.Training.Tests.Requests;

public sealed class UnusualConditionsTests
{
    private static readonly TrainingRequest Plain = new()
    {
        Strategy = "liquidity-sweep",
        Exchange = "binance",
        Symbol = "BTCUSDT",
        Interval = "5m",
    };

    public static TheoryData<string, TrainingRequest> Unusual => new()
    {
        { "feeRate is 0.1, which means 10 % of the notional", Plain with { FeeRate = 0.1 } },
        { "feeRate is 0.075, which means 7.5 % of the notional", Plain with { Costs = new CostRequest { TakerFeeRate = 0.075 } } },
        { "slippage is 0.05, which means 5 % of the price", Plain with { Slippage = 0.05 } },
        { "slippage is 0.05, which means 5 % of the price", Plain with { Costs = new CostRequest { Slippage = 0.05 } } },
        { "riskPerTrade is 0.5, which means 50 % of the equity", Plain with { RiskPerTrade = 0.5 } },
        { "riskPerTrade is 1, which means 100 % of the equity",
            Plain with { Sizing = new SizingRequest { Mode = PositionSizing.RiskPerTrade, Value = 1 } } },
        { "costs.makerFeeRate is -0.02, which means -2 % of the notional",
            Plain with { Costs = new CostRequest { MakerFeeRate = -0.02 } } },
        { "costs.spread is 0.1, which means 10 % of the price", Plain with { Costs = new CostRequest { Spread = 0.1 } } },
        { "costs.fundingRate is -0.1, which means -10 % of the notional every eight hours",
            Plain with { Costs = new CostRequest { FundingRate = -0.1 } } },
        { "costs.minimumFee is 500", Plain with { Costs = new CostRequest { MinimumFee = 500 } } },
        { "costs.minimumFee is 5: every side of every trade costs that much, of an account that begins with 100.",
            Plain with { Costs = new CostRequest { MinimumFee = 5 }, Account = new AccountRequest { InitialCapital = 100 } } },
        { "costs.atrSlippage is 2", Plain with { Costs = new CostRequest { AtrSlippage = 2 } } },
        { "filters.minimumNotional is 5000", Plain with { Filters = new ExchangeFilterRequest { MinimumNotional = 5_000 } } },
        { "account.leverage is 50: a move of 2 %",
            Plain with { Account = new AccountRequest { Leverage = 50, MaintenanceMargin = 0.004 } } },
        { "account.leverage is 3 and account.maintenanceMargin is not given",
            Plain with { Account = new AccountRequest { Leverage = 3 } } },
        { "sizing.value is 5, a yearly volatility of 500 %",
            Plain with { Sizing = new SizingRequest { Mode = PositionSizing.VolatilityTarget, Value = 5 } } },
    };

    [Theory]
    [MemberData(nameof(Unusual))]
    public void Conditions_beyond_the_plausible_are_allowed_and_told_once(string beginning, TrainingRequest request) =>
        Assert.StartsWith(beginning, Assert.Single(UnusualConditions.Find(CompleteRequest.Create(request))), StringComparison.Ordinal);

    [Fact]
    public void Usual_conditions_are_not_remarked_on()
    {
        Assert.Empty(UnusualConditions.Find(CompleteRequest.Create(Plain)));
        Assert.Empty(UnusualConditions.Find(CompleteRequest.Create(Plain with
        {
            FeeRate = 0.006,
            Slippage = 0.001,
            RiskPerTrade = 0.05,
            Costs = new CostRequest { MakerFeeRate = -0.0001, MinimumFee = 1, Spread = 0.001, FundingRate = 0.0001 },
        })));
        Assert.Empty(
            UnusualConditions.Find(CompleteRequest.Create(Plain with { Sizing = new SizingRequest { Mode = PositionSizing.AllIn } })));
        Assert.Empty(
            UnusualConditions.Find(
                CompleteRequest.Create(Plain with { Sizing = new SizingRequest { Mode = PositionSizing.FixedFraction, Value = 1 } })));
    }
}
