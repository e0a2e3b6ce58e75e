using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;
using Trad.Testing.Markets;
using Trad.Training.Data;
using Trad.Training.Requests;
using Trad.Training.Tests.Validation.Simulated;
using Trad.Training.Trials;
using Trad.Training.Validation.Backtests;

namespace Trad.Training.Tests.Validation.Backtests;

public sealed class PartBacktesterTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_part_is_bit_for_bit_a_backtest_on_the_candles_up_to_its_end()
    {
        var search = await SearchAsync();
        var whole = search.Job.Split!.InSample;
        var part = new Period(
            new DateTimeOffset(whole.From.UtcDateTime.Date, TimeSpan.Zero).AddDays(40),
            new DateTimeOffset(whole.From.UtcDateTime.Date, TimeSpan.Zero).AddDays(70));
        var parameters = search.Trials[0].Parameters;

        var result = new PartBacktester(search.Job.Request, search.Data).Run(parameters, part, null, Token)!;

        var candles = search.Data[0].Candles;
        var (from, to) = (candles.IndexAtOrAfter(
            part.From.ToUnixTimeMilliseconds()), candles.IndexAtOrAfter(part.To.ToUnixTimeMilliseconds()));
        var strategy = RequestedStrategy.Get(search.Job.Request);
        var expected = Backtester.Run(
            new IndicatorCache(candles.Slice(0, to)), strategy, TrialBacktest.Parameters(strategy, parameters),
            TrialBacktest.Options(search.Job.Request, from));
        Assert.Equal(expected.Equity, result.Accounts[0].Result.Equity);
        Assert.Equal(expected.Trades, result.Accounts[0].Result.Trades);
        Assert.All(expected.Trades, trade => Assert.InRange(trade.EntryIndex, from, to - 1));
        Assert.Equal(30, result.Returns.Values.Length);
        Assert.Equal(expected.Equity[^1] / 10_000, 1 + result.Figures.TotalReturn, 1e-9);
    }

    [Fact]
    public async Task The_hold_out_is_that_of_an_asset()
    {
        var search = await SearchAsync();
        var holdOut = search.Job.Split!.HoldOut!;
        var parameters = search.Trials[0].Parameters;

        var result = new PartBacktester(search.Job.Request, search.Data).Run(parameters, holdOut, null, Token)!;

        var evidence = Training.Assets.EvidenceBuilder.Build(search.Job.Request, parameters, search.Data, Token);
        Assert.Equal(evidence.HoldOut!.TotalReturn, result.Figures.TotalReturn, 1e-9);
        Assert.Equal(evidence.HoldOut.Trades, result.Trades);
    }

    // Written again by hand: what a trader pays is doubled, what he is paid halved.
    [Theory]
    [InlineData(0.0004, 5.0)]
    [InlineData(-0.0002, 0.1)]
    public async Task Doubled_costs_are_a_backtest_with_twice_what_is_paid_and_half_of_what_is_earned(double makerFee, double atrSlippage)
    {
        var search = await SearchAsync();
        var request = search.Job.Request with
        {
            FeeRate = 0.0005,
            Slippage = 0.0003,
            Costs = new CostRequest { MakerFeeRate = makerFee, MinimumFee = 0.5, Spread = 0.0002, AtrSlippage = atrSlippage },
            Exits = new ExitRequest { TakeProfit = 0.02 },
        };
        var parameters = search.Trials[0].Parameters;

        var result = new PartBacktester(request, search.Data).Run(
            parameters, search.Job.Split!.InSample, new Variation(CostFactor: 2), Token)!;

        var strategy = RequestedStrategy.Get(request);
        var candles = search.Data[0].InSample.Candles;
        var expected = Backtester.Run(
            new IndicatorCache(candles), strategy, TrialBacktest.Parameters(strategy, parameters),
            TrialBacktest.Options(request, result.Accounts[0].Options.TradeFrom) with
            {
                FeeRate = 0.001,
                Slippage = 0.0006,
                MakerFeeRate = makerFee > 0 ? 0.0008 : -0.0001,
                MinimumFee = 1,
                Spread = 0.0004,
                AtrSlippage = 2 * atrSlippage,
            });
        Assert.NotEmpty(expected.Trades);
        Assert.Equal(expected.Trades, result.Accounts[0].Result.Trades);
    }

    [Fact]
    public async Task Later_signals_are_the_same_signals_one_candle_later()
    {
        var search = await SearchAsync();
        var backtester = new PartBacktester(search.Job.Request, search.Data);

        var usual = backtester.Run(search.Trials[0].Parameters, search.Job.Split!.InSample, null, Token)!;
        var later = backtester.Run(search.Trials[0].Parameters, search.Job.Split.InSample, new Variation(Delay: 1), Token)!;

        Assert.Equal(usual.Accounts[0].Result.Trades[0].EntryIndex + 1, later.Accounts[0].Result.Trades[0].EntryIndex);
    }

    [Fact]
    public async Task A_part_without_candles_has_no_result()
    {
        var search = await SearchAsync();

        Assert.Null(new PartBacktester(search.Job.Request, search.Data).Run(
            search.Trials[0].Parameters, new Period(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddDays(1)), null, Token));
    }

    private static Task<SimulatedJob> SearchAsync() => SimulatedJob.SearchAsync(
        new TrainingRequest { Strategy = "moving-average-crossover", Trials = 4, Seed = 3 },
        SimulatedMarket.Make(Edge.Trend, 150, seed: 5, strength: 8));
}
