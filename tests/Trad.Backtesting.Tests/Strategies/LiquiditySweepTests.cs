using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;

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
            var buffer = new SignalBuffer();
            buffer.Reset(candles.Count);

            Sweep.GenerateSignals(new IndicatorCache(candles), StrategyParameters.Of(Sweep, values), buffer);

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
}
