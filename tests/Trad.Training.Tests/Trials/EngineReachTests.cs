using Trad.Backtesting.Simulation;
using Trad.Candles;
using Trad.Training.Requests;
using Trad.Training.Tests.Requests;
using Trad.Training.Trials;

namespace Trad.Training.Tests.Trials;

/// <summary>No option of the engine is out of reach of a request.</summary>
public sealed class EngineReachTests
{
    // What is seen, and not how it is traded: the data and the plan of a job say it.
    private static readonly string[] OfTheJob =
        [nameof(BacktestOptions.TradeFrom), nameof(BacktestOptions.AsOf), nameof(BacktestOptions.AnnualisedFrom)];

    private static readonly TrainingRequest Plain = new()
    {
        Strategy = "moving-average-crossover",
        Exchange = "binance",
        Symbol = "BTCUSDT",
        Interval = "5m",
    };

    private static readonly TrainingRequest[] Other =
    [
        Plain with
        {
            FeeRate = 0.002,
            Slippage = 0.003,
            RiskPerTrade = 0.05,
            Direction = "long",
            FillTiming = FillTiming.Close,
            LongestGapHours = 7,
            GapPolicy = Candles.Gaps.GapPolicy.Skip,
            Parameters = new Dictionary<string, ParameterOverride> { ["slow_period"] = new() { Value = 999 } },
            Costs = new() { MakerFeeRate = 0.001, MinimumFee = 1, Spread = 0.001, AtrSlippage = 0.1, FundingRate = 0.0001 },
            Account = new() { InitialCapital = 500, Leverage = 3, MaintenanceMargin = 0.01, Compounding = false },
            Exits = new()
            {
                StopLoss = 0.02, TakeProfit = 0.03, TrailingStop = 0.04, BreakEvenAfter = 1, MaximumHolding = 24, OnOppositeSignal = false,
            },
            Filters = new() { TickSize = 0.01 },
        },
        Plain with { Sizing = new() { Mode = PositionSizing.FixedFraction, Value = 0.3 } },
        Plain with { Sizing = new() { Mode = PositionSizing.VolatilityTarget, Value = 0.3, VolatilityCandles = 50 } },
    ];

    [Fact]
    public void Every_option_of_the_engine_is_another_when_a_request_says_so()
    {
        var finer = CandleSeries.From(Interval.OneMinute, [new(0, 1, 1, 1, 1, 1)]);
        var plain = TrialBacktest.Options(CompleteRequest.Create(Plain), tradeFrom: 0);
        var others = Other.Select(request => TrialBacktest.Options(CompleteRequest.Create(request), tradeFrom: 0, finer)).ToList();

        var same = typeof(BacktestOptions).GetProperties()
            .Where(option => others.TrueForAll(other => Equals(option.GetValue(other), option.GetValue(plain))))
            .Select(option => option.Name);

        Assert.Empty(same.Except(OfTheJob));
    }
}
