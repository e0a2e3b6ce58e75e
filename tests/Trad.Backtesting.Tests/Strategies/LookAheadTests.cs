using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;
using Trad.Candles;
using Trad.Testing;

namespace Trad.Backtesting.Tests.Strategies;

/// <summary>Cutting off the future must not change a signal before the cut.</summary>
public sealed class LookAheadTests
{
    public static TheoryData<string> Strategies => [.. StrategyCatalog.All.Select(strategy => strategy.Name)];

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Signals_random_market_do_not_change_when_later_candles_are_cut_off(string name)
    {
        for (var seed = 0; seed < 5; seed++)
        {
            AssertSameBeforeCuts(name, RandomMarket.Make(seed, 1500), cuts: 40, seed);
        }
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Signals_real_market_do_not_change_when_later_candles_are_cut_off(string name) =>
        AssertSameBeforeCuts(name, SharedCandles.Load(SharedCandles.Bitcoin18Months, Interval.FiveMinutes).TakeLast(8640), cuts: 25, seed: 7);

    private static void AssertSameBeforeCuts(string name, CandleSeries candles, int cuts, int seed)
    {
        Assert.True(StrategyCatalog.TryGet(name, out var strategy));
        var random = new Random(seed);
        var parameters = RandomParameters(strategy, random);
        var whole = Signals(strategy, parameters, candles);
        Assert.Contains(whole, signal => signal.Direction != 0);
        for (var i = 0; i < cuts; i++)
        {
            // Half of the cuts fall right behind a signal, where looking ahead would show.
            var cut = random.Next(300, candles.Count);
            var next = whole.FindIndex(cut, signal => signal.Direction != 0);
            var count = i % 2 == 0 && next >= 0 ? next + 1 : cut;

            var part = Signals(strategy, parameters, RandomMarket.Truncate(candles, count));

            Assert.Equal(whole[..count], part);
        }
    }

    // The loosest values of the declared search, where signals are many, disturbed a little.
    private static StrategyParameters RandomParameters(IStrategy strategy, Random random) => StrategyParameters.Of(
        strategy,
        strategy.Parameters.Select(parameter => KeyValuePair.Create(parameter.Name, parameter switch
        {
            ContinuousStrategyParameter continuous => continuous.Low + (0.1 * random.NextDouble() * (continuous.High - continuous.Low)),
            IntegerStrategyParameter integer => integer.Low,
            ChoiceStrategyParameter choice => choice.Choices[random.Next(choice.Choices.Count)],
            _ => parameter.Default,
        })));

    private static List<(sbyte Direction, double Stop, double Target)> Signals(
        IStrategy strategy, StrategyParameters parameters, CandleSeries candles)
    {
        var buffer = new SignalBuffer();
        buffer.Reset(candles.Count);
        strategy.GenerateSignals(new IndicatorCache(candles), parameters, buffer);
        var signals = new List<(sbyte, double, double)>(candles.Count);
        for (var t = 0; t < candles.Count; t++)
        {
            signals.Add(buffer.Direction[t] == 0 ? default : (buffer.Direction[t], buffer.Stop[t], buffer.Target[t]));
        }

        return signals;
    }
}
