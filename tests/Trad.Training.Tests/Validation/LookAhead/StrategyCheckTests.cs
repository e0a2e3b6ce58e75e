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
        Assert.InRange(report.ParameterSets, CheckedParameters.Always / 2, 2 * CheckedParameters.Always);
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

    public static TheoryData<string> PeekingParameters => ["length", "short", "share", "choice", "flag"];

    [Theory]
    [MemberData(nameof(PeekingParameters))]
    public void Run_strategy_that_looks_ahead_for_some_parameters_only_is_found(string parameter)
    {
        var strategy = new PeekingStrategy(parameter switch
        {
            "length" => set => set.WholeNumber("length") > 180,
            "short" => set => set.WholeNumber("length") is > 60 and < 80,
            "share" => set => set["share"] is > 0.3 and < 0.4,
            "choice" => set => set.WholeNumber("choice") == 80,
            _ => set => set["flag"] != 0,
        });

        var report = StrategyCheck.Run(strategy, Sets(strategy), RealCandles, TestContext.Current.CancellationToken);

        Assert.Equal(StrategyCheckOutcome.Failed, report.Outcome);
        Assert.Contains("'next close 1' looks ahead", report.LookAhead, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_strategy_that_looks_ahead_for_no_parameters_passes()
    {
        var strategy = new PeekingStrategy(_ => false);

        var report = StrategyCheck.Run(strategy, Sets(strategy), RealCandles, TestContext.Current.CancellationToken);

        Assert.True(report.Passed, report.Defect);
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Run_built_in_strategies_that_declare_a_tenth_of_their_warm_up_fail(string name)
    {
        Assert.True(StrategyCatalog.TryGet(name, out var strategy));
        var misdeclared = new MisdeclaredStrategy(strategy, warmUp => warmUp / 10);

        var report = StrategyCheck.Run(misdeclared, Sets(strategy), RealCandles, TestContext.Current.CancellationToken);

        Assert.Contains("declares a warm-up of", report.WarmUp, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("moving-average-crossover")]
    public void Run_warm_up_too_short_by_one_candle_fails(string name)
    {
        Assert.True(StrategyCatalog.TryGet(name, out var strategy));
        var misdeclared = new MisdeclaredStrategy(strategy, warmUp => warmUp - 1);

        var report = StrategyCheck.Run(misdeclared, Sets(strategy), RealCandles, TestContext.Current.CancellationToken);

        Assert.Contains("declares a warm-up of 49 candles", report.WarmUp, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_strategy_that_never_signals_has_nothing_to_check_and_looks_at_earlier_candles_as_well()
    {
        Assert.True(StrategyCatalog.TryGet("liquidity-sweep", out var strategy));
        var standing = CandleColumns.Allocate(25_000);
        for (var i = 0; i < 25_000; i++)
        {
            standing.Set(i, new Candle(i * 300_000L, 100, 100, 100, 100, 1));
        }

        var report = StrategyCheck.Run(
            strategy, Sets(strategy), new CandleSeries(Interval.FiveMinutes, standing), TestContext.Current.CancellationToken);

        Assert.Equal(StrategyCheckOutcome.NothingToCheck, report.Outcome);
        Assert.False(report.Passed);
        Assert.Equal(0, report.Signals);
        Assert.Equal(25_000, report.Candles);
        Assert.Contains("there is nothing to check", report.NothingToCheck, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_strategy_that_signals_on_early_candles_only_is_checked_on_them()
    {
        var strategy = new PeekingStrategy(_ => true);
        var moving = RealCandles.TakeLast(5_000);
        var candles = CandleColumns.Allocate(17_000);
        for (var i = 0; i < candles.Close.Length; i++)
        {
            var last = moving[Math.Min(i, moving.Count - 1)];
            var time = moving.OpenTime[0] + (i * 300_000L);
            candles.Set(i, i < moving.Count ? last : new Candle(time, last.Close, last.Close, last.Close, last.Close, 1));
        }

        var report = StrategyCheck.Run(
            strategy, Sets(strategy), new CandleSeries(Interval.FiveMinutes, candles), TestContext.Current.CancellationToken);

        Assert.NotNull(report.LookAhead);
        Assert.Equal(17_000, report.Candles);
    }

    private static CandleSeries RealCandles => SharedCandles.Load(SharedCandles.Bitcoin18Months, Interval.FiveMinutes).TakeLast(8_640);

    private static IReadOnlyList<StrategyParameters> Sets(IStrategy strategy) =>
        CheckedParameters.Enumerate(strategy, SearchSpaces.TryMake(strategy, null, new ValidationErrors())!);
}
