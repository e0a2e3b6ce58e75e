using CsCheck;
using Trad.Candles.Gaps;
using Trad.Testing;

namespace Trad.Candles.Tests.Gaps;

public sealed class GapHandlingTests
{
    private static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly CandleSeries Whole = GeneratedCandles.Make(Interval.FiveMinutes, Start, 60);

    [Theory]
    [InlineData(GapPolicy.Fail)]
    [InlineData(GapPolicy.Skip)]
    [InlineData(GapPolicy.ForwardFill)]
    [InlineData(GapPolicy.Split)]
    public void Apply_to_a_series_without_gaps_gives_it_back_uncopied(GapPolicy policy)
    {
        var handled = Apply(Whole, policy);

        Assert.Same(Whole, handled.Candles);
        Assert.Equal((0, 0L, 0L), (handled.Gaps.Count, handled.Missing, handled.Filled));
    }

    [Fact]
    public void Apply_to_an_empty_series_finds_nothing_missing() =>
        Assert.Equal(0, Apply(CandleSeries.Empty(Interval.FiveMinutes), GapPolicy.Fail).Missing);

    [Fact]
    public void Fail_counts_and_names_the_gaps()
    {
        var failed = Assert.Throws<CandleGapException>(() => Apply(Without(10, 11, 30), GapPolicy.Fail));

        Assert.Equal(2, failed.Gaps.Count);
        Assert.StartsWith(
            "3 candles of 5m are missing in 2 gaps: [2025-01-01 00:50:00Z, 2025-01-01 01:00:00Z)", failed.Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void ForwardFill_of_months_stands_in_at_the_first_of_each()
    {
        var months = GeneratedCandles.Make(Interval.OneMonth, Start, 12).ToList().ToList();
        months.RemoveRange(5, 3);
        var candles = CandleSeries.From(Interval.OneMonth, months);

        var handled = Apply(candles, GapPolicy.ForwardFill);

        Assert.Equal((1, 3L, 3L), (handled.Gaps.Count, handled.Missing, handled.Filled));
        Assert.Equal(
            Enumerable.Range(0, 12).Select(i => Start.AddMonths(i).ToUnixTimeMilliseconds()), handled.Candles.OpenTime.ToArray());
        Assert.Empty(Interruptions.Find(candles, GapLimit.Default(Interval.OneMonth)).Ends.ToArray());
        Assert.Equal([4], Interruptions.Find(candles, GapLimit.Default(Interval.OneMonth) - TimeSpan.FromDays(2)).Ends.ToArray());
    }

    [Fact]
    public void Skip_takes_the_candles_as_they_are_and_records_the_gaps()
    {
        var candles = Without(10, 11, 30);

        var handled = Apply(candles, GapPolicy.Skip);

        Assert.Same(candles, handled.Candles);
        Assert.Equal((2, 3L, 0L), (handled.Gaps.Count, handled.Missing, handled.Filled));
    }

    [Fact]
    public void ForwardFill_stands_in_with_the_last_close_and_no_trade()
    {
        var handled = Apply(Without(10, 11), GapPolicy.ForwardFill);

        var close = Whole[9].Close;
        Assert.Equal(new Candle(Whole[10].OpenTime, close, close, close, close, 0, 0, 0), handled.Candles[10]);
        Assert.Equal(handled.Candles[10] with { OpenTime = Whole[11].OpenTime }, handled.Candles[11]);
        Assert.Equal((60, 2L, 2L), (handled.Candles.Count, handled.Missing, handled.Filled));
    }

    [Fact]
    public void ForwardFill_of_any_gaps_leaves_none_and_changes_no_candle_that_was_there() =>
        Gen.Bool.Array[60].Where(isThere => isThere.Any(each => each)).Sample(isThere =>
        {
            var candles = Only(isThere);

            var filled = Apply(candles, GapPolicy.ForwardFill).Candles;

            Assert.Equal(candles.Range, filled.Range);
            Assert.Equal(filled.Range.CountCandles(Interval.FiveMinutes), filled.Count);
            Assert.Subset(filled.ToList().ToHashSet(), candles.ToList().ToHashSet());
        });

    [Fact]
    public void ForwardFill_fills_gaps_up_to_the_limit_and_tells_which()
    {
        // Two candles are missing, and a day and a candle.
        var candles = CandleSeries.From(
            Interval.FiveMinutes, [.. Without(10, 11).ToList(), new Candle(Whole.Range.End + 86_700_000, 1, 1, 1, 1, 1)]);

        var handled = Apply(candles, GapPolicy.ForwardFill);

        Assert.Equal((2L, 291L), (handled.Filled, handled.Missing));
        Assert.Equal([new TimeRange(Whole[10].OpenTime, Whole[12].OpenTime)], handled.Candles.Filled);
        Assert.Equal(291, Apply(candles, GapPolicy.ForwardFill, TimeSpan.FromHours(25)).Filled);
    }

    [Fact]
    public void ForwardFill_of_very_many_candles_is_refused_before_any_memory_is_taken()
    {
        // Two candles of a minute, 620 years apart: 327 million would be filled, 21 GB of them.
        var candles = CandleSeries.From(
            Interval.OneMinute, [new Candle(0, 1, 1, 1, 1, 1), new Candle(327_000_000L * 60_000, 1, 1, 1, 1, 1)]);
        var before = GC.GetAllocatedBytesForCurrentThread();

        var refused = Assert.Throws<CandleGapException>(() => Apply(candles, GapPolicy.ForwardFill, TimeSpan.FromDays(365 * 700)));

        Assert.Contains(
            "326,999,999 candles of 1m would be filled in 1 gaps; at most 1,000,000", refused.Message, StringComparison.Ordinal);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        Assert.Same(candles, Apply(candles, GapPolicy.Split).Candles);
    }

    [Fact]
    public void ForwardFill_that_nobody_wants_any_more_stops()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.Throws<OperationCanceledException>(
            () => GapHandling.Apply(Without(10, 11), GapPolicy.ForwardFill, cancellationToken: cancelled.Token));
    }

    /// <summary>What is filled must not know of what comes later: without the later candles, it is the same.</summary>
    [Fact]
    public void ForwardFill_does_not_look_into_the_future() =>
        Gen.Select(Gen.Bool.Array[60], Gen.Int[1, 60]).Where((isThere, _) => isThere.Any(each => each)).Sample((isThere, end) =>
        {
            var all = Apply(Only(isThere), GapPolicy.ForwardFill).Candles;
            var earlier = Apply(Only(isThere).Slice(new TimeRange(0, Whole.OpenTime[end - 1] + 1)), GapPolicy.ForwardFill).Candles;

            Assert.Equal(all.Slice(0, earlier.Count).ToList(), earlier.ToList());
        });

    [Theory]
    [InlineData("fail", GapPolicy.Fail)]
    [InlineData("skip", GapPolicy.Skip)]
    [InlineData("forward-fill", GapPolicy.ForwardFill)]
    [InlineData("split", GapPolicy.Split)]
    public void Names_of_policies_are_read_and_written(string name, GapPolicy expected)
    {
        Assert.True(GapPolicies.TryParse(name, out var policy));
        Assert.Equal((expected, name), (policy, GapPolicies.NameOf(policy)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("interpolate")]
    public void Names_that_are_no_policy_are_refused(string? name) => Assert.False(GapPolicies.TryParse(name, out _));

    private static GapHandled Apply(CandleSeries candles, GapPolicy policy, TimeSpan? longestGap = null) =>
        GapHandling.Apply(candles, policy, longestGap, TestContext.Current.CancellationToken);

    private static CandleSeries Without(params int[] positions) =>
        Only([.. Enumerable.Range(0, Whole.Count).Select(i => !positions.Contains(i))]);

    private static CandleSeries Only(bool[] isThere) =>
        CandleSeries.From(Interval.FiveMinutes, [.. Whole.ToList().Where((_, i) => isThere[i])]);
}
