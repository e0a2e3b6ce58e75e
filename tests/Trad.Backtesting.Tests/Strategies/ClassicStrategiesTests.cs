using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;
using Trad.Candles;

namespace Trad.Backtesting.Tests.Strategies;

/// <summary>The classic strategies against their rules applied plainly, on random markets and parameters.</summary>
public sealed class ClassicStrategiesTests
{
    [Fact]
    public void Relative_strength_random_markets_agree_with_the_rules_applied_plainly() =>
        AssertAgrees(new RelativeStrengthReversion(), (c, t, p) =>
        {
            var length = (int)p["rsi_period"];
            var (before, now) = (PlainIndicators.RelativeStrength(c, t - 1, length), PlainIndicators.RelativeStrength(c, t, length));
            var direction = before < p["oversold"]
                && now >= p["oversold"] ? 1 : before > p["overbought"]
                && now <= p["overbought"] ? -1 : 0;
            var distance = p["atr_multiplier_sl"] * PlainIndicators.AverageTrueRange(c, t);
            return double.IsNaN(distance)
                ? (0, 0, 0)
                : (direction, c.Close[t] - (direction * distance), c.Close[t] + (direction * p["risk_reward_ratio"] * distance));
        });

    [Fact]
    public void Bollinger_random_markets_agree_with_the_rules_applied_plainly() =>
        AssertAgrees(new BollingerReversion(), (c, t, p) =>
        {
            var length = (int)p["band_period"];
            var range = PlainIndicators.AverageTrueRange(c, t);
            if (t < length || double.IsNaN(range))
            {
                return (0, 0, 0);
            }

            var (lowerBefore, _, upperBefore) = Bands(c, t - 1, length, p["band_width"]);
            var (lower, middle, upper) = Bands(c, t, length, p["band_width"]);
            var direction = c.Close[t - 1] < lowerBefore && c.Close[t] >= lower && c.Close[t] < middle ? 1
                : c.Close[t - 1] > upperBefore && c.Close[t] <= upper && c.Close[t] > middle ? -1
                : 0;
            return (direction, c.Close[t] - (direction * p["atr_multiplier_sl"] * range), middle);
        });

    [Fact]
    public void Donchian_random_markets_agree_with_the_rules_applied_plainly() =>
        AssertAgrees(new DonchianBreakout(), (c, t, p) =>
        {
            var length = (int)p["channel_period"];
            var range = PlainIndicators.AverageTrueRange(c, t, 20);
            if (t < length + 1 || double.IsNaN(range))
            {
                return (0, 0, 0);
            }

            double Highest(int end) => Enumerable.Range(end - length, length).Max(i => c.High[i]);
            double Lowest(int end) => Enumerable.Range(end - length, length).Min(i => c.Low[i]);
            var direction = c.Close[t] > Highest(t) && c.Close[t - 1] <= Highest(t - 1) ? 1
                : c.Close[t] < Lowest(t) && c.Close[t - 1] >= Lowest(t - 1) ? -1
                : 0;
            return (direction, c.Close[t] - (direction * p["atr_multiplier_sl"] * range), double.NaN);
        });

    [Fact]
    public void Convergence_random_markets_agree_with_the_rules_applied_plainly() =>
        AssertAgrees(new ConvergenceTrend(), (c, t, p) =>
        {
            var (before, now) = (Histogram(c, t - 1, p), Histogram(c, t, p));
            var range = PlainIndicators.AverageTrueRange(c, t);
            var direction = before <= 0 && now > 0 ? 1 : before >= 0 && now < 0 ? -1 : 0;
            return double.IsNaN(range) ? (0, 0, 0) : (direction, c.Close[t] - (direction * p["atr_multiplier_sl"] * range), double.NaN);
        });

    private static void AssertAgrees(
        IStrategy strategy,
        Func<CandleSeries, int, IReadOnlyDictionary<string, double>, (int Direction, double Stop, double Target)> rules)
    {
        var signalled = 0;
        for (var seed = 0; seed < 25; seed++)
        {
            var candles = RandomMarket.Make(seed, 300);
            var values = RandomParameters.Values(strategy, new Random(seed));
            var buffer = new SignalBuffer();
            buffer.Reset(candles.Count);

            strategy.GenerateSignals(new IndicatorCache(candles), StrategyParameters.Create(strategy, values), buffer);

            for (var t = 1; t < candles.Count; t++)
            {
                var (direction, stop, target) = rules(candles, t, values);
                Assert.True(direction == buffer.Direction[t], $"seed {seed}, candle {t}: {buffer.Direction[t]} instead of {direction}");
                if (direction != 0)
                {
                    Assert.Equal(stop, buffer.Stop[t], 1e-9);
                    Assert.Equal(target, buffer.Target[t], 1e-9);
                    signalled++;
                }
            }
        }

        Assert.True(signalled > 50, $"only {signalled} signals were compared");
    }

    private static (double Lower, double Middle, double Upper) Bands(CandleSeries c, int t, int length, double width)
    {
        var closes = Enumerable.Range(t - length + 1, length).Select(i => c.Close[i]).ToList();
        var mean = closes.Average();
        var deviation = Math.Sqrt(closes.Average(close => Math.Pow(close - mean, 2)));
        return (mean - (width * deviation), mean, mean + (width * deviation));
    }

    private static double Histogram(CandleSeries c, int t, IReadOnlyDictionary<string, double> p)
    {
        var closes = Enumerable.Range(0, t + 1).Select(i => c.Close[i]).ToList();
        var fast = Smooth(closes, (int)p["fast_period"]);
        var slow = Smooth(closes, (int)p["slow_period"]);
        var line = fast.Zip(slow, (quick, lazy) => quick - lazy).Where(value => !double.IsNaN(value)).ToList();
        var signal = Smooth(line, (int)p["signal_period"]);
        return line.Count == 0 ? double.NaN : line[^1] - signal[^1];
    }

    private static List<double> Smooth(List<double> values, int length)
    {
        var smooth = Enumerable.Repeat(double.NaN, values.Count).ToList();
        for (var i = length - 1; i < values.Count; i++)
        {
            smooth[i] = i == length - 1
                ? values.Take(length).Average()
                : smooth[i - 1] + (2.0 / (length + 1) * (values[i] - smooth[i - 1]));
        }

        return smooth;
    }
}
