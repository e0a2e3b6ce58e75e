using Trad.Backtesting.Indicators;
using Trad.Candles;

namespace Trad.Backtesting.Tests.Indicators;

public sealed class IndicatorCacheTests
{
    private const int Length = 5;

    [Fact]
    public void Get_indicator_called_like_one_of_the_engine_takes_nothing_from_it_and_gives_it_nothing()
    {
        var expected = new IndicatorCache(Candles()).CloseAverage(Length).ToArray();

        var engineFirst = new IndicatorCache(Candles());
        Assert.Equal(expected, engineFirst.CloseAverage(Length).ToArray());
        Assert.Equal(7, engineFirst.Get(new("close average", Length), Sevens)[0]);

        var ownFirst = new IndicatorCache(Candles());
        Assert.Equal(7, ownFirst.Get(new("close average", Length), Sevens)[0]);
        Assert.Equal(expected, ownFirst.CloseAverage(Length).ToArray());
    }

    [Fact]
    public void Get_indicator_that_asks_for_ever_more_others_breaks_and_leaves_the_process_alive()
    {
        static void Ask(IndicatorCache cache, IndicatorKey key, Span<double> values) =>
            cache.Get(new(key.Name, key.Length + 1), Ask).CopyTo(values);

        var broken = Assert.Throws<InvalidOperationException>(() => _ = new IndicatorCache(Candles()).Get(new("endless", 1), Ask)[0]);

        Assert.Equal("The indicator 'endless 151' is asked for by 150 others within one another, which is the most.", broken.Message);
    }

    [Fact]
    public void Get_indicator_that_asks_for_itself_breaks()
    {
        static void Ask(IndicatorCache cache, IndicatorKey key, Span<double> values) => cache.Get(key, Ask).CopyTo(values);

        var broken = Assert.Throws<InvalidOperationException>(() => _ = new IndicatorCache(Candles()).Get(new("itself", 1), Ask)[0]);

        Assert.Equal("The indicator 'itself 1' asks for itself.", broken.Message);
    }

    [Fact]
    public void Get_indicators_of_two_classes_are_two_though_they_are_called_alike()
    {
        var indicators = new IndicatorCache(Candles());

        Assert.Equal(7, indicators.Get(new("mine", Length), Sevens)[0]);
        Assert.Equal(8, Other.Ask(indicators)[0]);
        Assert.Equal(7, indicators.Get(new("mine", Length), (_, _, _) => throw new InvalidOperationException("It is known."))[0]);
    }

    [Fact]
    public void Computed_tells_two_indicators_that_are_called_alike_apart()
    {
        var indicators = new IndicatorCache(Candles());
        _ = indicators.CloseAverage(Length);
        _ = indicators.Get(new("close average", Length), Sevens);
        _ = Other.Ask(indicators);

        Assert.Equal(
            ["close average 5", $"close average 5 of {typeof(IndicatorCacheTests).FullName}", "mine 5"],
            indicators.Computed.Select(column => column.Name));
    }

    [Fact]
    public void Get_keys_that_differ_in_any_part_are_different_indicators()
    {
        var indicators = new IndicatorCache(Candles());
        IndicatorKey[] keys = [new("mine", 1), new("mine", 1.5), new("mine", 1, 2), new("mine", 1, 2, 3), new("yours", 1)];

        foreach (var key in keys)
        {
            _ = indicators.Get(key, (_, told, values) => values.Fill(told.First + (10 * told.Second) + (100 * told.Third)));
        }

        Assert.Equal([1, 1.5, 21, 321, 1], keys.Select(key => indicators.Get(key, Sevens)[0]));
        Assert.Equal(["mine 1", "mine 1.5", "mine 1, 2", "mine 1, 2, 3", "yours 1"], indicators.Computed.Select(column => column.Name));
    }

    [Fact]
    public void Get_known_indicator_again_makes_no_garbage()
    {
        var indicators = new IndicatorCache(Candles());
        Ask(indicators, times: 100);
        var before = GC.GetAllocatedBytesForCurrentThread();

        Ask(indicators, times: 1000);

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public async Task Get_of_many_threads_at_once_computes_once()
    {
        var indicators = new IndicatorCache(Candles());
        var computed = 0;
        using var start = new Barrier(8);

        var found = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return indicators.Get(new("mine", Length), (_, _, values) => values.Fill(Interlocked.Increment(ref computed)))[0];
            },
            TestContext.Current.CancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default)));

        Assert.All(found, value => Assert.Equal(1, value));
        Assert.Equal(1, computed);
    }

    [Fact]
    public void Get_indicator_made_of_more_others_than_are_kept_computes_each_once()
    {
        // Each is made of the one before, which it asks for twice: 2^140 computations if none were kept.
        const int Deep = 140;
        var (indicators, computed) = (new IndicatorCache(Candles()), 0);
        void Fill(IndicatorCache cache, IndicatorKey key, Span<double> values)
        {
            computed++;
            values.Fill(1);
            for (var again = 0; again < 2 && key.First > 0; again++)
            {
                values[0] = cache.Get(new("chain", key.First - 1), Fill)[0] + 1;
            }
        }

        Assert.Equal(Deep + 1, indicators.Get(new("chain", Deep), Fill)[0]);
        Assert.Equal(Deep + 1, computed);
    }

    [Fact]
    public void Get_indicator_when_no_more_are_kept_takes_the_place_of_the_one_asked_for_longest_ago()
    {
        const int Asked = 200;
        var indicators = new IndicatorCache(Candles());
        _ = indicators.Get(new("favourite"), Sevens);
        for (var i = 0; i < Asked; i++)
        {
            _ = indicators.Get(new("mine", i), Sevens);
            _ = indicators.Get(new("favourite"), (_, _, _) => throw new InvalidOperationException("It was asked for just now."));
        }

        Assert.Equal(7, indicators.Get(new("mine", Asked - 1), (_, _, _) => throw new InvalidOperationException("It is the newest."))[0]);
        Assert.Equal(8, indicators.Get(new("mine", 0), (_, _, values) => values.Fill(8))[0]);
    }

    [Fact]
    public void Get_of_more_indicators_than_are_kept_computes_each_rightly_and_keeps_no_more()
    {
        var indicators = new IndicatorCache(Candles());

        for (var i = 1; i <= 1000; i++)
        {
            Assert.Equal(i, indicators.Get(new("mine", i), static (_, key, values) => values.Fill(key.First))[0]);
        }

        Assert.InRange(indicators.Computed.Count, 1, 200);
    }

    private static void Ask(IndicatorCache indicators, int times)
    {
        for (var i = 0; i < times; i++)
        {
            _ = indicators.AverageTrueRange(Length);
            _ = indicators.ConvergenceSignal(3, Length, 2);
            _ = indicators.Get(new("mine", Length), static (_, _, values) => values.Fill(1));
        }
    }

    private static CandleSeries Candles() => RandomMarket.Make(4, 60);

    private static void Sevens(IndicatorCache indicators, IndicatorKey key, Span<double> values) => values.Fill(7);
}

/// <summary>Another class with an indicator of its own.</summary>
file static class Other
{
    public static ReadOnlySpan<double> Ask(IndicatorCache indicators) =>
        indicators.Get(new("mine", 5), (_, _, values) => values.Fill(8));
}
