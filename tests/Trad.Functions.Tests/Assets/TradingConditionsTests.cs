using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Trad.Backtesting.Simulation;
using Trad.Training;
using Trad.Training.Assets;
using Trad.Training.Requests;

namespace Trad.Functions.Tests.Assets;

/// <summary>Costs, sizes, directions and fill timing of a training, seen in the trades of its asset.</summary>
public sealed class TradingConditionsTests(TrainedAssets trained) : IClassFixture<TrainedAssets>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // One parameter set, so that only the conditions differ.
    private TrainingRequest Fixed => TrainedAssets.Request(seed: 1, trials: 1) with
    {
        Parameters = trained.Shared.Parameters.ToDictionary(
            value => value.Key, value => new ParameterOverride { Value = value.Value.Number }),
    };

    [Fact]
    public async Task Costs_in_detail_that_say_the_same_as_the_briefforms_change_nothing()
    {
        var asset =
            await trained.TrainAsync(Fixed with { Costs = new CostRequest { TakerFeeRate = 0.001, Slippage = 0.0005, Spread = 0 } });

        Assert.Equal(trained.Shared.InSample, asset.InSample);
        Assert.Equal(0.001, asset.Request.FeeRate);
    }

    [Fact]
    public async Task Costs_that_are_higher_leave_less()
    {
        var wide = await trained.TrainAsync(Fixed with { Costs = new CostRequest { Spread = 0.001 } });
        var dear = await trained.TrainAsync(Fixed with { Costs = new CostRequest { MinimumFee = 20 } });
        var rebate = await trained.TrainAsync(Fixed with { Costs = new CostRequest { MakerFeeRate = -0.0002 } });
        var funded = await trained.TrainAsync(Fixed with { Costs = new CostRequest { FundingRate = 0.001 }, Direction = "long" });

        Assert.True(wide.InSample.FinalEquity < trained.Shared.InSample.FinalEquity);
        Assert.All(await TradesAsync(dear), trade => Assert.True(trade.Fees >= 20));
        Assert.True(rebate.InSample.FeesPaid < trained.Shared.InSample.FeesPaid);
        Assert.True(funded.InSample.FundingPaid >= 0);
    }

    [Theory]
    [InlineData("long")]
    [InlineData("short")]
    public async Task Direction_allows_only_its_own_trades(string direction)
    {
        var trades = await TradesAsync(await trained.TrainAsync(Fixed with { Direction = direction, MinimumTrades = 0 }));

        Assert.NotEmpty(trades);
        Assert.All(trades, trade => Assert.Equal(direction, trade.Direction));
    }

    [Fact]
    public async Task Sizing_says_how_much_a_position_takes()
    {
        var tenth = await TradesAsync(await trained.TrainAsync(
            Fixed with { Sizing = new SizingRequest { Mode = PositionSizing.FixedFraction, Value = 0.1 } }));
        var all = await TradesAsync(await trained.TrainAsync(Fixed with { Sizing = new SizingRequest { Mode = PositionSizing.AllIn } }));

        Assert.Equal(1_000, tenth[0].Size * tenth[0].EntryPrice, 20.0);
        Assert.Equal(10_000, all[0].Size * all[0].EntryPrice, 200.0);
    }

    [Fact]
    public async Task Risk_in_its_briefform_and_as_sizing_are_the_same()
    {
        var brief = await trained.TrainAsync(Fixed with { RiskPerTrade = 0.0005 });
        var sized =
            await trained.TrainAsync(Fixed with { Sizing = new SizingRequest { Mode = PositionSizing.RiskPerTrade, Value = 0.0005 } });

        Assert.Equal(brief.InSample, sized.InSample);
        Assert.NotEqual(trained.Shared.InSample, sized.InSample);
    }

    [Fact]
    public async Task Exits_that_are_asked_for_end_trades()
    {
        Assert.Contains(ExitReason.Stop, await ReasonsAsync(new ExitRequest { StopLoss = 0.001 }));
        Assert.Contains(ExitReason.Target, await ReasonsAsync(new ExitRequest { TakeProfit = 0.001 }));
        Assert.Contains(ExitReason.TrailingStop, await ReasonsAsync(new ExitRequest { TrailingStop = 0.002 }));
        Assert.Contains(ExitReason.TrailingStop, await ReasonsAsync(new ExitRequest { BreakEvenAfter = 0.1 }));
        Assert.Contains(ExitReason.Time, await ReasonsAsync(new ExitRequest { MaximumHolding = 1 }));
    }

    [Fact]
    public async Task Account_that_is_asked_for_trades()
    {
        var small = await trained.TrainAsync(Fixed with { Account = new AccountRequest { InitialCapital = 500 }, MinimumTrades = 0 });
        var levered = await TradesAsync(await trained.TrainAsync(Fixed with
        {
            Account = new AccountRequest { Leverage = 5, MaintenanceMargin = 0.01 },
            Sizing = new SizingRequest { Mode = PositionSizing.AllIn },
            MinimumTrades = 0,
        }));
        var flat = await TradesAsync(await trained.TrainAsync(Fixed with
        {
            Account = new AccountRequest { Compounding = false },
            Sizing = new SizingRequest { Mode = PositionSizing.FixedFraction, Value = 0.1 },
            MinimumTrades = 0,
        }));

        Assert.Equal(trained.Shared.InSample.TotalReturn, small.InSample.TotalReturn, 1e-9);
        Assert.Equal(trained.Shared.InSample.FinalEquity / 20, small.InSample.FinalEquity, 1e-6);
        Assert.Equal(50_000, levered[0].Size * levered[0].EntryPrice, 1_000.0);
        Assert.All(flat, trade => Assert.Equal(1_000, trade.Size * trade.EntryPrice, 20.0));
    }

    [Fact]
    public async Task Orders_keep_to_what_the_exchange_accepts()
    {
        var stepped = await TradesAsync(await trained.TrainAsync(Fixed with
        {
            Filters = new ExchangeFilterRequest { TickSize = 5, LotSize = 0.01 },
            MinimumTrades = 0,
        }));
        var any = await TradesAsync(trained.Shared);
        var least = any.Select(trade => trade.Size).Order().ElementAt(any.Count / 2);
        var large = await TradesAsync(await trained.TrainAsync(Fixed with
        {
            Filters = new ExchangeFilterRequest { MinimumSize = least },
            MinimumTrades = 0,
        }));

        Assert.NotEmpty(stepped);
        Assert.All(stepped, trade => Assert.Equal(0, Math.Abs(Math.IEEERemainder(trade.Size, 0.01)), 1e-9));
        Assert.All(stepped, trade => Assert.Equal(0, Math.Abs(Math.IEEERemainder(trade.EntryPrice, 5)), 1e-9));
        Assert.NotEmpty(large);
        Assert.True(large.Count < any.Count);
        Assert.All(large, trade => Assert.True(trade.Size >= least));
    }

    [Fact]
    public async Task Costs_by_range_and_published_funding_are_paid()
    {
        var dear = await trained.TrainAsync(Fixed with { Costs = new CostRequest { AtrSlippage = 0.5 }, MinimumTrades = 0 });
        var hourly = Enumerable.Range(0, 24 * 60).Select(hour => new FundingPayment
        {
            Time = trained.Shared.Split.InSample.From.AddHours(hour),
            Rate = 0.0001,
        });
        var funded = await trained.TrainAsync(Fixed with
        {
            Costs = new CostRequest { FundingRates = [.. hourly] },
            Direction = "long",
            MinimumTrades = 0,
        });

        Assert.True(dear.InSample.FinalEquity < trained.Shared.InSample.FinalEquity);
        Assert.True(funded.InSample.FundingPaid > 0);
    }

    [Fact]
    public async Task Fill_at_the_close_enters_a_candle_earlier()
    {
        var next = await TradesAsync(await trained.TrainAsync(Fixed));
        var close = await TradesAsync(await trained.TrainAsync(Fixed with { FillTiming = FillTiming.Close }));

        Assert.Equal(next[0].EntryTime.AddMinutes(-5), close[0].EntryTime);
    }

    [Theory]
    [InlineData("""{"costs":{"takerFeeRate":0.5}}""", "costs.takerFeeRate")]
    [InlineData("""{"costs":{"makerFeeRate":-0.5}}""", "costs.makerFeeRate")]
    [InlineData("""{"costs":{"minimumFee":-1}}""", "costs.minimumFee")]
    [InlineData("""{"costs":{"slippage":1}}""", "costs.slippage")]
    [InlineData("""{"costs":{"spread":1e300}}""", "costs.spread")]
    [InlineData("""{"costs":{"fundingRate":1}}""", "costs.fundingRate")]
    [InlineData("""{"costs":{"takerFeeRate":0.002},"feeRate":0.001}""", "costs.takerFeeRate")]
    [InlineData("""{"costs":{"commission":0.002}}""", "costs.commission")]
    [InlineData("""{"sizing":{}}""", "sizing.mode")]
    [InlineData("""{"sizing":{"mode":"martingale"}}""", "sizing.mode")]
    [InlineData("""{"sizing":{"mode":"all-in","value":1}}""", "sizing.value")]
    [InlineData("""{"sizing":{"mode":"fixed-fraction","value":0}}""", "sizing.value")]
    [InlineData("""{"sizing":{"mode":"volatility-target","value":11}}""", "sizing.value")]
    [InlineData("""{"sizing":{"mode":"risk-per-trade","value":0.05},"riskPerTrade":0.02}""", "sizing.value")]
    [InlineData("""{"account":{"leverage":1000}}""", "account.leverage")]
    [InlineData("""{"account":{"leverage":5,"maintenanceMargin":0.5}}""", "account.maintenanceMargin")]
    [InlineData("""{"account":{"margin":5}}""", "account.margin")]
    [InlineData("""{"exits":{"stopLoss":2}}""", "exits.stopLoss")]
    [InlineData("""{"exits":{"maximumHolding":1.5}}""", "exits.maximumHolding")]
    [InlineData("""{"filters":{"lotSize":"tiny"}}""", "filters.lotSize")]
    [InlineData("""{"costs":{"fundingRates":[{"time":"soon","rate":0}]}}""", "costs.fundingRates[0].time")]
    [InlineData("""{"costs":{"fundingRates":[null]}}""", "costs.fundingRates[0].time")]
    [InlineData("""{"fillTiming":"yesterday"}""", "fillTiming")]
    [InlineData("""{"direction":"up"}""", "direction")]
    public async Task Request_with_a_wrong_condition_is_refused_by_name(string fields, string field)
    {
        var body = JsonNode.Parse(fields)!.AsObject();
        (body["strategy"], body["exchange"], body["symbol"], body["interval"]) = ("liquidity-sweep", "simulated", "BTCUSDT", "5m");

        using var response = await trained.App.Http.PostAsJsonAsync("api/training/jobs", body, Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.NotNull((await response.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!["errors"]![field]);
    }

    private async Task<IReadOnlyList<ExitReason>> ReasonsAsync(ExitRequest exits)
    {
        var trades = await TradesAsync(await trained.TrainAsync(Fixed with { Exits = exits, MinimumTrades = 0 }));
        return [.. trades.Select(trade => trade.ExitReason)];
    }

    private async Task<IReadOnlyList<AssetTrade>> TradesAsync(TrainedAsset asset) =>
        (await trained.App.Http.GetFromJsonAsync<ListPage<AssetTrade>>(
        $"api/assets/{asset.Id}/trades?limit=1000", TradJson.Options, Cancellation))!.Items;
}
