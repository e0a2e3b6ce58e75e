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
        AssertSameBeforeCuts(
            name, SharedCandles.Load(SharedCandles.Bitcoin18Months, Interval.FiveMinutes).TakeLast(8640), cuts: 25, seed: 7);

    private static void AssertSameBeforeCuts(string name, CandleSeries candles, int cuts, int seed)
    {
        Assert.True(StrategyCatalog.TryGet(name, out var strategy));
        var random = new Random(seed);
        var parameters = ParametersWithSignals(strategy, random, candles);
        var whole = Signals(strategy, parameters, candles);
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

    // Parameters from anywhere in the declared search that find something to do on these candles.
    private static StrategyParameters ParametersWithSignals(IStrategy strategy, Random random, CandleSeries candles)
    {
        var indicators = new IndicatorCache(candles);
        for (var attempt = 0; attempt < 5000; attempt++)
        {
            var parameters = RandomParameters.Draw(strategy, random);
            if (Signals(strategy, parameters, indicators).Count(signal => signal.Direction != 0) >= 2)
            {
                return parameters;
            }
        }

        throw new InvalidOperationException($"{strategy.Name} found no parameters that signal on these candles.");
    }

    private static List<(sbyte Direction, double Stop, double Target)> Signals(
        IStrategy strategy, StrategyParameters parameters, CandleSeries candles) =>
            Signals(strategy, parameters, new IndicatorCache(candles));

    private static List<(sbyte Direction, double Stop, double Target)> Signals(
        IStrategy strategy, StrategyParameters parameters, IndicatorCache indicators)
    {
        var buffer = new SignalBuffer();
        buffer.Reset(indicators.Candles.Count);
        strategy.GenerateSignals(indicators, parameters, buffer);
        var signals = new List<(sbyte, double, double)>(indicators.Candles.Count);
        for (var t = 0; t < indicators.Candles.Count; t++)
        {
            signals.Add(buffer.Direction[t] == 0 ? default : (buffer.Direction[t], buffer.Stop[t], buffer.Target[t]));
        }

        return signals;
    }
}
