using Trad.Backtesting.Strategies;
using Trad.Candles;
using Trad.Testing;
using Trad.Training.Requests;
using Trad.Training.Trials;
using Trad.Training.Validation.LookAhead;

namespace Trad.Training.Tests.Validation.LookAhead;

public sealed class StrategyCheckTests
{
    public static TheoryData<string> Strategies => [.. StrategyCatalog.All.Select(strategy => strategy.Name)];

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Run_built_in_strategies_pass_on_real_candles(string name)
    {
        Assert.True(StrategyCatalog.TryGet(name, out var strategy));
        var candles = SharedCandles.Load(SharedCandles.Bitcoin18Months, Interval.FiveMinutes).TakeLast(20_000);

        var report = StrategyCheck.Run(strategy, Sets(strategy), candles, TestContext.Current.CancellationToken);

        Assert.True(report.Passed, report.Defect);
        Assert.InRange(report.ParameterSets, 7, 33);
        Assert.True(report.Signals > 0);
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Of_built_in_strategies_has_the_defaults_the_corners_and_random_sets(string name)
    {
        Assert.True(StrategyCatalog.TryGet(name, out var strategy));

        var sets = Sets(strategy);

        Assert.Equal(StrategyParameters.Defaults(strategy).ToString(), sets[0].ToString());
        foreach (var parameter in strategy.Parameters.OfType<IntegerStrategyParameter>())
        {
            Assert.Contains(sets, set => set[parameter.Name] == parameter.Low);
            Assert.Contains(sets, set => set[parameter.Name] == parameter.High);
        }

        Assert.Equal(sets.Count, sets.Select(set => set.ToString()).Distinct(StringComparer.Ordinal).Count());
        Assert.Equal(sets.Select(set => set.ToString()), Sets(strategy).Select(set => set.ToString()));
    }

    private static IReadOnlyList<StrategyParameters> Sets(IStrategy strategy) =>
        CheckedParameters.Enumerate(strategy, SearchSpaces.TryMake(strategy, null, new ValidationErrors())!);
}
