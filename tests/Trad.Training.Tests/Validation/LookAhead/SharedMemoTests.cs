using Trad.Backtesting.Indicators;
using Trad.Backtesting.Strategies;
using Trad.Candles;
using Trad.Testing;
using Trad.Training.Requests;
using Trad.Training.Validation.LookAhead;

namespace Trad.Training.Tests.Validation.LookAhead;

public sealed class SharedMemoTests
{
    public static TheoryData<string> Forgotten => ["fast", "slow", "share", "choice", "flag"];

    [Theory]
    [MemberData(nameof(Forgotten))]
    public void Run_key_that_forgets_a_number_of_its_formula_names_the_indicator_and_both_sets(string parameter)
    {
        var report = Check((indicators, set) =>
        {
            var captured = set[parameter];
            return indicators.Get(new("level"), (cache, _, values) => Fill(cache, values, captured)).ToArray();
        });

        Assert.Equal(StrategyCheckOutcome.Failed, report.Outcome);
        Assert.Null(report.LookAhead);
        Assert.Null(report.WarmUp);
        Assert.Contains("forgetful mixes parameter sets: the indicator 'level' with (fast ", report.Defect, StringComparison.Ordinal);
        Assert.Contains("once it was computed with (fast 10, slow 30, share 0.01", report.Defect, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_key_that_forgets_a_number_which_counts_with_a_flag_only_is_found()
    {
        var report = Check((indicators, set) =>
        {
            var captured = set["flag"] != 0 ? set["share"] : 0;
            return indicators.Get(new("level", set["flag"]), (cache, _, values) => Fill(cache, values, captured)).ToArray();
        });

        Assert.Contains("'level", report.SharedMemo, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_key_that_holds_some_of_the_numbers_and_forgets_another_is_found()
    {
        var report = Check((indicators, set) =>
        {
            var captured = set["slow"];
            return indicators.Get(new("level", set["fast"]), (cache, key, values) => Fill(cache, values, key.First + (captured / 100)))
                .ToArray();
        });

        Assert.Contains("'level 10'", report.SharedMemo, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_key_of_a_higher_interval_that_forgets_a_number_is_found()
    {
        var report = Check((indicators, set) =>
        {
            var captured = set["share"];
            indicators.Higher(Interval.OneHour).Get(new("hourly"), (cache, _, values) => Fill(cache, values, captured));
            return indicators.CloseAverage(set.WholeNumber("slow")).ToArray();
        });

        Assert.Contains("'hourly of 1h'", report.SharedMemo, StringComparison.Ordinal);
    }

    [Fact]
    public void Run_keys_that_hold_every_number_pass() => Assert.Null(Check((indicators, set) => indicators.Get(
        new("level", set["fast"], set["slow"], set["share"]),
        static (cache, key, values) => Fill(cache, values, key.First + key.Second + key.Third)).ToArray()).Defect);

    [Fact]
    public void Run_number_that_a_job_does_not_search_and_its_key_forgets_is_found()
    {
        var strategy = new ForgetfulStrategy((indicators, set) =>
        {
            var captured = set["slow"];
            return indicators.Get(new("level"), (cache, _, values) => Fill(cache, values, captured)).ToArray();
        });

        var report = StrategyCheck.Run(
            strategy, [StrategyParameters.Defaults(strategy)], Candles, TestContext.Current.CancellationToken);

        Assert.Contains("'level'", report.SharedMemo, StringComparison.Ordinal);
    }

    private static CandleSeries Candles =>
        SharedCandles.Load(SharedCandles.Bitcoin18Months, Interval.FiveMinutes).TakeLast(10_000);

    private static StrategyCheckReport Check(Func<IndicatorCache, StrategyParameters, double[]> indicator)
    {
        var strategy = new ForgetfulStrategy(indicator);
        var sets = CheckedParameters.Enumerate(strategy, SearchSpaces.TryMake(strategy, null, new ValidationErrors())!);
        return StrategyCheck.Run(strategy, sets, Candles, TestContext.Current.CancellationToken);
    }

    // An average of a few closes with something small added that depends on a number.
    private static void Fill(IndicatorCache cache, Span<double> values, double number)
    {
        var average = cache.CloseAverage(25);
        for (var t = 0; t < values.Length; t++)
        {
            values[t] = average[t] * (1 + (number / 1e6));
        }
    }
}
