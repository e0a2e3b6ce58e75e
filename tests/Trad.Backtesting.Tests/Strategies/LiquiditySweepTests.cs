using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;
using Trad.Candles;
using Trad.Testing;

namespace Trad.Backtesting.Tests.Strategies;

public sealed class LiquiditySweepTests
{
    private static readonly LiquiditySweep Sweep = new();

    [Fact]
    public void Signals_random_markets_and_parameters_agree_with_the_rules_applied_plainly()
    {
        var signalled = 0;
        for (var seed = 0; seed < 30; seed++)
        {
            var random = new Random(seed);
            var candles = RandomMarket.Make(seed, 600);
            var values = Sweep.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter switch
            {
                ContinuousStrategyParameter continuous => continuous.Low + (random.NextDouble() * 0.5 * (continuous.High - continuous.Low)),
                IntegerStrategyParameter integer => random.Next(integer.Low, integer.High),
                ChoiceStrategyParameter choice => choice.Choices[random.Next(choice.Choices.Count)],
                _ => parameter.Default,
            });

            var buffer = Signals(candles, values);

            for (var t = 0; t < candles.Count; t++)
            {
                var expected = PlainLiquiditySweep.Direction(candles, t, values);
                Assert.True(expected == buffer.Direction[t], $"seed {seed}, candle {t}: {buffer.Direction[t]} instead of {expected}");
                if (expected != 0)
                {
                    var distance = values["atr_multiplier_sl"] * PlainIndicators.AverageTrueRange(candles, t);
                    Assert.Equal(candles.Close[t] - (expected * distance), buffer.Stop[t], 1e-9);
                    Assert.Equal(candles.Close[t] + (expected * distance * values["risk_reward_ratio"]), buffer.Target[t], 1e-9);
                    signalled++;
                }
            }
        }

        Assert.True(signalled > 100, $"only {signalled} signals were compared");
    }

    [Fact]
    public void Signals_levels_of_any_width_agree_with_the_rules_applied_plainly()
    {
        // A level wider than its own price takes in every swing there is.
        var signalled = 0;
        foreach (var width in new[] { 0.0001, 0.006, 0.02, 0.15, 0.5, 0.99, 1, 3, 1000 })
        {
            for (var seed = 0; seed < 4; seed++)
            {
                var candles = RandomMarket.Make(seed, 500);
                var values = Sweep.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Default);
                (values["min_distance_from_level"], values["pierce_depth"], values["min_level_touches"]) = (width, 0.0005, 1 + seed);
                (values["key_level_lookback"], values["volume_spike_threshold"]) = (60, 1.5);

                var signals = Signals(candles, values);

                for (var t = 0; t < candles.Count; t++)
                {
                    var expected = PlainLiquiditySweep.Direction(candles, t, values);
                    Assert.True(
                        expected == signals.Direction[t],
                        $"width {width}, seed {seed}, candle {t}: {signals.Direction[t]} instead of {expected}");
                    signalled += expected != 0 ? 1 : 0;
                }
            }
        }

        Assert.True(signalled > 100, $"only {signalled} signals were compared");
    }

    [Theory]
    [InlineData("candles/bench/BTCUSDT-5m-20240101-20250630.csv.gz")]
    [InlineData("candles/bench/ETHUSDT-5m-20240101-20250630.csv.gz")]
    [InlineData("candles/bench/SOLUSDT-5m-20240101-20240923.csv.gz")]
    public void Signals_real_candles_mirrored_swap_long_and_short(string file)
    {
        // Prices in units of the tick, moved so far from zero that a fraction of a price and of its mirror image are the same,
        // and fractions made as much smaller. Every sum of them is exact. Cheap coins are made dear first, so that no fraction becomes
        // less than a parameter may be.
        const double Centre = 1L << 34;
        const double Tick = 1.0 / 128;
        const double Dear = 100_000;
        var candles = SharedCandles.Load(file, Interval.FiveMinutes);
        var middle = Math.Round(candles.Close.ToArray().Average());
        double Distance(double price) => Math.Round((price - middle) * Dear / middle / Tick) * Tick;
        var (all, swapped) = (0, 0);
        for (var seed = 0; seed < 12; seed++)
        {
            var values = RandomParameters.Values(Sweep, new Random(seed));
            foreach (var fraction in Sweep.Parameters.Where(
                parameter => parameter.Unit.StartsWith("fraction of ", StringComparison.Ordinal)))
            {
                values[fraction.Name] *= Dear / Centre;
            }

            var before = Signals(Moved(candles, price => Centre + Distance(price)), values);
            var after = Signals(Moved(candles, price => Centre - Distance(price)), values);
            for (var t = 0; t < candles.Count; t++)
            {
                all += before.Direction[t] != 0 || after.Direction[t] != 0 ? 1 : 0;
                swapped += before.Direction[t] != 0 && before.Direction[t] == -after.Direction[t] ? 1 : 0;
            }
        }

        Assert.True(all > 1000, $"only {all} signals were compared");
        Assert.Equal(all, swapped);
    }

    private static SignalBuffer Signals(CandleSeries candles, IReadOnlyDictionary<string, double> values)
    {
        var buffer = new SignalBuffer();
        buffer.Reset(candles.Count);
        Sweep.GenerateSignals(new IndicatorCache(candles), StrategyParameters.Create(Sweep, values), buffer);
        return buffer;
    }

    private static CandleSeries Moved(CandleSeries candles, Func<double, double> move) =>
        CandleSeries.From(candles.Interval, [.. Enumerable.Range(0, candles.Count).Select(i => candles[i]).Select(candle => candle with
        {
            Open = move(candle.Open),
            High = Math.Max(move(candle.High), move(candle.Low)),
            Low = Math.Min(move(candle.High), move(candle.Low)),
            Close = move(candle.Close),
        })]);
}
