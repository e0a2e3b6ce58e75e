using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;
using Trad.Candles;

namespace Trad.Backtesting.Tests.Simulation;

/// <summary>What holds for every market, script and option.</summary>
public sealed class EngineInvariantsTests
{
    private const int Runs = 400;

    [Fact]
    public void Equity_any_run_is_cash_plus_position_at_every_candle() => Sample(run =>
    {
        var result = Run(run);

        Assert.Equal(run.Candles.Count - run.Options.TradeFrom, result.Equity.Count);
        for (var t = run.Options.TradeFrom; t < run.Candles.Count; t++)
        {
            // Closed trades have brought their profit; an open one is worth its size at the close, its entry paid.
            var expected = run.Options.InitialCapital;
            foreach (var trade in result.Trades.Where(trade => trade.EntryIndex <= t))
            {
                var closed = trade.ExitIndex <= t && trade.Reason != ExitReason.Open;
                expected += closed ? trade.Profit : (trade.Size * (run.Candles.Close[t] - trade.EntryPrice)) - trade.EntryFee;
            }

            Assert.Equal(expected, result.Equity[t - run.Options.TradeFrom], 1e-6);
        }
    }, options => options with { Funding = null });

    [Fact]
    public void Money_without_costs_is_conserved() => Sample(run =>
    {
        var result = Run(run);

        var gained = result.Trades.Sum(trade => trade.Size * (trade.ExitPrice - trade.EntryPrice));
        Assert.Equal(run.Options.InitialCapital + gained, result.Metrics.FinalEquity, 1e-6);
        Assert.Equal(0, result.Metrics.FeesPaid);
        Assert.All(
            result.Trades.Where(
                trade => trade.Reason is not (ExitReason.Stop or ExitReason.Target or ExitReason.TrailingStop or ExitReason.Liquidation)),
            trade =>
            Assert.Contains(trade.ExitPrice, new[] { run.Candles.Open[trade.ExitIndex], run.Candles.Close[trade.ExitIndex] }));
    }, options => options with
    {
        FeeRate = 0,
        MakerFeeRate = null,
        MinimumFee = 0,
        Slippage = 0,
        AtrSlippage = 0,
        Spread = 0,
        Funding = null,
        Filters = null,
    });

    [Fact]
    public void Decisions_prices_times_a_power_of_two_stay_the_same() => Sample(run =>
    {
        const double Factor = 8;
        var scaled = RandomMarket.Scale(run.Candles, Factor);
        var filters = run.Options.Filters;
        var options = run.Options with
        {
            IntrabarPath = null,
            Filters = filters is null
                ? null
                : filters with
                {
                    TickSize = filters.TickSize * Factor,
                    LotSize = filters.LotSize / Factor,
                    MinimumSize = filters.MinimumSize / Factor,
                },
        };
        var strategy = Strategy(run);

        var before = Run(run.Candles, strategy, options with { Filters = filters });
        var after =
            Run(scaled, strategy.With(signal => signal with
            {
                Stop = signal.Stop * Factor,
                Target = signal.Target * Factor,
                Trailing = signal.Trailing * Factor,
                BreakEven = signal.BreakEven * Factor,
            }), options);

        Assert.Equal(
            before.Trades.Select(
                trade => trade with
                {
                    EntryPrice = trade.EntryPrice * Factor,
                    ExitPrice = trade.ExitPrice * Factor,
                    Size = trade.Size / Factor
                }),
            after.Trades);
        Assert.Equal(before.Equity, after.Equity);
    });

    [Fact]
    public void Mirrored_prices_swap_long_and_short() => Sample(run =>
    {
        // Prices on a grid of 1/1024 around 100, mirrored at 128, are exact.
        const double Mirror = 256;
        static double Grid(double price) => Math.Round(price * 1024) / 1024;
        var candles = RandomMarket.Change(run.Candles, candle => candle with
        {
            Open = Grid(candle.Open),
            High = Grid(candle.High),
            Low = Grid(candle.Low),
            Close = Grid(candle.Close),
        });
        var mirrored = RandomMarket.Change(candles, candle => candle with
        {
            Open = Mirror - candle.Open,
            High = Mirror - candle.Low,
            Low = Mirror - candle.High,
            Close = Mirror - candle.Close,
        });
        var strategy = Strategy(run).With(signal => signal with
        {
            Stop = Grid(signal.Stop),
            Target = Grid(signal.Target),
            Trailing = Grid(signal.Trailing),
            BreakEven = Grid(signal.BreakEven),
        });

        var before = Run(candles, strategy, run.Options);
        var after = Run(
            mirrored,
            strategy.With(signal => new Signal(
                (sbyte)-signal.Direction, Mirror - signal.Stop, Mirror - signal.Target, signal.Trailing, signal.BreakEven,
                (byte)((signal.Leave >> 1) | ((signal.Leave & 1) << 1)))),
            run.Options with { Directions = Swapped(run.Options.Directions) });

        Assert.Equal(
            before.Trades.Select(
                trade => (trade.EntryIndex, Mirror - trade.EntryPrice, trade.ExitIndex, Mirror - trade.ExitPrice, -Math.Sign(trade.Size),
                    trade.Reason)),
            after.Trades.Select(
                trade => (trade.EntryIndex, trade.EntryPrice, trade.ExitIndex, trade.ExitPrice, Math.Sign(trade.Size), trade.Reason)));
    }, options => options with
    {
        // Fractions of the price have no exact mirror image; distances in prices and stop distances have.
        Slippage = 0,
        Spread = 0,
        AtrSlippage = 0,
        MakerFeeRate = null,
        StopLoss = null,
        TakeProfit = null,
        TrailingStop = null,
        Funding = null,
        Filters = null,
        MaintenanceMargin = null,
        IntrabarPath = null,
        Leverage = 1,
        MinimumFee = 0,
        Sizing = PositionSizing.FixedFraction,
        PositionFraction = 0.01,
    });

    [Fact]
    public void Future_cut_off_changes_no_trade_and_no_equity_before_it() => Sample(run =>
    {
        var whole = Run(run);
        var random = new Random(run.Candles.Count);
        for (var i = 0; i < 3; i++)
        {
            var count = random.Next(run.Options.TradeFrom + 1, run.Candles.Count);
            if (IsBeforeLongHole(run, count - 1))
            {
                // There a position ends because the candles do, and pays for it; at the end of a series it is only marked.
                continue;
            }

            var script = run.Script.Where(entry => entry.Key < count).ToDictionary();
            var candles = RandomMarket.Truncate(run.Candles, count);
            var cut = Run(candles, (run with { Candles = candles, Script = script }).Strategy, run.Options);

            Assert.Equal(whole.Equity.Take(cut.Equity.Count), cut.Equity);
            var closed = cut.Trades.Where(trade => trade.Reason != ExitReason.Open).ToList();
            Assert.Equal(whole.Trades.Take(closed.Count), closed);
        }
    });

    [Fact]
    public void Equity_across_a_long_hole_does_not_change_and_no_trade_spans_it() => Sample(run =>
    {
        var result = Run(run);

        for (var t = run.Options.TradeFrom; t < run.Candles.Count - 1; t++)
        {
            if (IsBeforeLongHole(run, t))
            {
                Assert.Equal(result.Equity[t - run.Options.TradeFrom], result.Equity[t + 1 - run.Options.TradeFrom]);
                Assert.DoesNotContain(result.Trades, trade => trade.EntryIndex <= t && trade.ExitIndex > t);
            }
        }
    }, options => options with { FillTiming = FillTiming.NextOpen });

    [Fact]
    public void Candles_that_nobody_traded_fill_nothing() => Sample(run =>
    {
        bool IsFilled(int t) => run.Candles.Filled.Any(span => span.Contains(run.Candles.OpenTime[t]));

        Assert.All(Run(run).Trades, trade => Assert.False(IsFilled(trade.EntryIndex) || IsFilled(trade.ExitIndex), $"{trade}"));
    });

    private static bool IsBeforeLongHole(PlainRun run, int t) =>
        t < run.Candles.Count - 1
        && TimeSpan.FromMilliseconds(run.Candles.OpenTime[t + 1] - run.Candles.OpenTime[t]) - run.Candles.Interval.Duration
            > (run.Options.LongestGap ?? TimeSpan.FromDays(1));

    private static TradeDirections Swapped(TradeDirections directions) => directions switch
    {
        TradeDirections.LongOnly => TradeDirections.ShortOnly,
        TradeDirections.ShortOnly => TradeDirections.LongOnly,
        _ => directions,
    };

    private static ScriptedStrategy Strategy(PlainRun run) => run.Strategy;

    private static BacktestResult Run(PlainRun run) => Run(run.Candles, Strategy(run), run.Options);

    private static BacktestResult Run(CandleSeries candles, ScriptedStrategy strategy, BacktestOptions options) =>
        Backtester.Run(new IndicatorCache(candles), strategy, StrategyParameters.Defaults(strategy), options);

    private static void Sample(Action<PlainRun> check, Func<BacktestOptions, BacktestOptions>? change = null)
    {
        for (var seed = 10_000; seed < 10_000 + Runs; seed++)
        {
            var run = RandomRun.Make(seed);
            check(run with { Options = change?.Invoke(run.Options) ?? run.Options });
        }
    }
}
