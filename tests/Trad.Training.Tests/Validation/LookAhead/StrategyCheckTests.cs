using Trad.Backtesting.LookAhead;
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

    // Where only recursive averages look back, half of the lengths that they take to forget is nearly enough.
    public static TheoryData<string, int> Shortened =>
    [
        .. StrategyCatalog.All.SelectMany(
            strategy => strategy.Name is "bollinger-mean-reversion" or "macd-trend" or "rsi-mean-reversion"
                ? new[] { 10, 20, 35 } : [10, 50, 66],
            (strategy, percent) => (strategy.Name, percent)),
    ];

    [Theory]
    [MemberData(nameof(Shortened))]
    public void Run_built_in_strategies_that_declare_a_part_of_their_warm_up_fail(string name, int percent)
    {
        Assert.True(StrategyCatalog.TryGet(name, out var strategy));
        var misdeclared = new MisdeclaredStrategy(strategy, warmUp => warmUp * percent / 100);

        var report = StrategyCheck.Run(misdeclared, Sets(strategy), RealCandles, TestContext.Current.CancellationToken);

        Assert.Contains("declares a warm-up of", report.WarmUp, StringComparison.Ordinal);
    }

    // Those whose signals depend on exactly as many candles as they declare; the others declare a few lengths of a recursive average,
    // which never quite forgets, and one candle fewer is as good.
    public static TheoryData<string, bool> Exactness => [.. StrategyCatalog.All.Select(strategy => (
        strategy.Name, strategy.Name is "moving-average-crossover" or "donchian-breakout"))];

    [Theory]
    [MemberData(nameof(Exactness))]
    public void Run_built_in_strategies_that_declare_one_candle_less_fail_or_every_signal_is_what_it_was(string name, bool isExact)
    {
        Assert.True(StrategyCatalog.TryGet(name, out var strategy));
        var (candles, shorter) = (RealCandles, new MisdeclaredStrategy(strategy, warmUp => warmUp - 1));

        var report = StrategyCheck.Run(shorter, Sets(strategy), candles, TestContext.Current.CancellationToken);

        if (isExact)
        {
            Assert.Matches("declares a warm-up of [0-9]+ candles, but [0-9]+ of [0-9]+ signals change", report.WarmUp);
            return;
        }

        Assert.True(report.Passed, report.Defect);
        var (signals, declared, one) = (0, 0, 0);
        foreach (var set in Sets(strategy).Take(CheckedParameters.Always))
        {
            var whole = SignalRun.Record(strategy, set, candles);
            var compared = WarmUpCheck.Compare(strategy, set, whole, 24);
            (signals, declared) = (signals + compared.Signals, declared + compared.Changes);
            one += WarmUpCheck.Compare(shorter, set, whole, 24).Changes;
        }

        Assert.True(signals > 0);
        Assert.True(one <= declared + Math.Max(1, 0.01 * signals), $"{one} of {signals} signals change, {declared} with what is declared");
    }

    [Theory]
    [MemberData(nameof(Strategies))]
    public void Run_built_in_strategies_that_declare_one_candle_less_than_their_longest_indicator_fail(string name)
    {
        Assert.True(StrategyCatalog.TryGet(name, out var strategy));
        var candles = RealCandles;
        var shorter = new MisdeclaredStrategy(strategy, (parameters, _) => LongestIndicator(strategy, parameters, candles) - 1);

        var report = StrategyCheck.Run(shorter, Sets(strategy), candles, TestContext.Current.CancellationToken);

        Assert.Contains("declares a warm-up of", report.WarmUp, StringComparison.Ordinal);
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

    [Fact]
    public void RunPublished_parameters_that_peek_are_found_wherever_they_last_signalled()
    {
        // Nothing moves on the last 45,000 candles: further back than the check before the first trial looks.
        var strategy = new PeekingStrategy(set => set.WholeNumber("length") == 77);
        var moving = RealCandles.TakeLast(5_000);
        var candles = CandleColumns.Allocate(50_000);
        for (var i = 0; i < candles.Close.Length; i++)
        {
            var last = moving[Math.Min(i, moving.Count - 1)];
            var time = moving.OpenTime[0] + (i * 300_000L);
            candles.Set(i, i < moving.Count ? last : new Candle(time, last.Close, last.Close, last.Close, last.Close, 1));
        }

        StrategyCheckReport Check(int length) => StrategyCheck.RunPublished(
            strategy, StrategyParameters.Create(strategy, [KeyValuePair.Create("length", (double)length)]),
            new CandleSeries(Interval.FiveMinutes, candles), TestContext.Current.CancellationToken);

        Assert.Contains("'next close 1' looks ahead", Check(77).LookAhead, StringComparison.Ordinal);
        Assert.Equal(50_000, Check(77).Candles);
        Assert.True(Check(78).Passed, Check(78).Defect);
    }

    // How many candles come before the first value of the indicator that has it last.
    private static int LongestIndicator(IStrategy strategy, StrategyParameters parameters, CandleSeries candles) =>
        SignalRun.Record(strategy, parameters, candles.Slice(0, 2_000)).Indicators.Computed
            .Max(column => Math.Max(0, column.Values.ToArray().TakeWhile(double.IsNaN).Count()));

    private static CandleSeries RealCandles => SharedCandles.Load(SharedCandles.Bitcoin18Months, Interval.FiveMinutes).TakeLast(8_640);

    private static IReadOnlyList<StrategyParameters> Sets(IStrategy strategy) =>
        CheckedParameters.Enumerate(strategy, SearchSpaces.TryMake(strategy, null, new ValidationErrors())!);
}
