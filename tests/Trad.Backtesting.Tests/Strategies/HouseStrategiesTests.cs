using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;
using Trad.Candles;

namespace Trad.Backtesting.Tests.Strategies;

/// <summary>Capitulation reversal and failed breakdown against their rules applied plainly, on random markets and parameters.</summary>
public sealed class HouseStrategiesTests
{
    [Fact]
    public void Capitulation_random_markets_and_parameters_agree_with_the_rules_applied_plainly()
    {
        var strategy = new CapitulationReversal();
        var signalled = 0;
        for (var seed = 0; seed < 150; seed++)
        {
            var candles = RandomMarket.Make(seed, 400);
            var values = RandomParameters.Values(strategy, new Random(seed));

            // The lower half of what a panic may score, so that there are many.
            values["panic_score_minimum"] = 0.3 + (0.005 * (seed % 20));
            var plain = new PlainCapitulationReversal(candles, values);

            var signals = Signals(strategy, values, candles);

            for (var t = 0; t < candles.Count; t++)
            {
                var expected = plain.Direction(t);
                Assert.True(expected == signals.Direction[t], $"seed {seed}, candle {t}: {signals.Direction[t]} instead of {expected}");
                if (expected != 0)
                {
                    Assert.Equal(candles.Close[t] - (expected * plain.StopDistance(t)), signals.Stop[t], 1e-9);
                    Assert.Equal(
                        candles.Close[t] + (expected * values["risk_reward_ratio"] * plain.StopDistance(t)), signals.Target[t], 1e-9);
                    signalled++;
                }
            }
        }

        Assert.True(signalled > 60, $"only {signalled} signals were compared");
    }

    [Fact]
    public void Failed_breakdown_random_markets_and_parameters_agree_with_the_rules_applied_plainly()
    {
        var strategy = new FailedBreakdown();
        var signalled = 0;
        for (var seed = 0; seed < 60; seed++)
        {
            var candles = RandomMarket.Make(seed, 400);
            var values = RandomParameters.Values(strategy, new Random(seed));

            // Shallow breaks of short ranges, which such a market has.
            (values["range_lookback_periods"], values["breakdown_depth"]) = (seed % 2 == 0 ? 20 : 30, 0.0005);
            (values["breakdown_volume_threshold"], values["accumulation_score_minimum"]) = (1, 0.2 + (0.01 * (seed % 20)));
            values["recovery_volume_threshold"] = 1 + (0.05 * (seed % 10));

            var signals = Signals(strategy, values, candles);

            for (var t = 0; t < candles.Count; t++)
            {
                var lowest = PlainFailedBreakdown.LowestLow(candles, t, values);
                Assert.True(
                    (lowest is null ? 0 : 1) == signals.Direction[t], $"seed {seed}, candle {t}: {signals.Direction[t]}, plainly {lowest}");
                if (lowest is { } low)
                {
                    var stop = low - (values["atr_multiplier_sl"] * PlainIndicators.AverageTrueRange(candles, t));
                    Assert.Equal(stop, signals.Stop[t], 1e-9);
                    Assert.Equal(candles.Close[t] + (values["risk_reward_ratio"] * (candles.Close[t] - stop)), signals.Target[t], 1e-9);
                    signalled++;
                }
            }
        }

        Assert.True(signalled > 60, $"only {signalled} signals were compared");
    }

    [Fact]
    public void Failed_breakdown_mirrored_on_request_trades_the_mirror_image_of_a_market()
    {
        var strategy = new FailedBreakdown();
        var values = strategy.Parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Default);
        (values["range_lookback_periods"], values["breakdown_depth"], values["breakdown_volume_threshold"]) = (20, 0.0005, 1);
        (values["accumulation_score_minimum"], values["mirror_short"]) = (0.3, 1);
        values["recovery_volume_threshold"] = 1.2;
        var mirrored = 0;
        for (var seed = 0; seed < 20; seed++)
        {
            // Far from zero, mirroring at a price is mirroring of ratios to within what the thresholds forgive.
            var candles = RandomMarket.Make(seed, 400);
            var reflected = Reflect(candles, around: 100);

            var longs = Positions(Signals(strategy, values, candles), 1);
            var shorts = Positions(Signals(strategy, values, reflected), -1);

            mirrored += longs.Intersect(shorts).Count();
            Assert.True(longs.Except(shorts).Count() <= 2, $"seed {seed}: {string.Join(' ', longs)} against {string.Join(' ', shorts)}");
        }

        Assert.True(mirrored > 20, $"only {mirrored} signals were mirrored");
    }

    [Fact]
    public void Failed_breakdown_by_default_never_goes_short()
    {
        var strategy = new FailedBreakdown();
        for (var seed = 0; seed < 30; seed++)
        {
            var signals = Signals(strategy, RandomParameters.Values(strategy, new Random(seed)), RandomMarket.Make(seed, 600));

            Assert.Empty(Positions(signals, -1));
        }
    }

    private static SignalBuffer Signals(IStrategy strategy, IReadOnlyDictionary<string, double> values, CandleSeries candles)
    {
        var buffer = new SignalBuffer();
        buffer.Reset(candles.Count);
        strategy.GenerateSignals(new IndicatorCache(candles), StrategyParameters.Create(strategy, values), buffer);
        return buffer;
    }

    private static List<int> Positions(SignalBuffer signals, sbyte direction)
    {
        var positions = new List<int>();
        for (var t = 0; t < signals.Direction.Length; t++)
        {
            if (signals.Direction[t] == direction)
            {
                positions.Add(t);
            }
        }

        return positions;
    }

    private static CandleSeries Reflect(CandleSeries candles, double around)
    {
        double Mirror(double price) => around * around / price;
        return CandleSeries.From(
            candles.Interval,
            [
                .. Enumerable.Range(0, candles.Count)
                    .Select(i => candles[i])
                    .Select(c => new Candle(c.OpenTime, Mirror(c.Open), Mirror(c.Low), Mirror(c.High), Mirror(c.Close), c.Volume)),
            ]);
    }
}
