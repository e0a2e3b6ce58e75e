using Trad.Backtesting.Indicators;
using Trad.Candles;

namespace Trad.Backtesting.Tests.Indicators;

public sealed class IndicatorCacheTests
{
    private const int Length = 5;

    [Fact]
    public void Custom_indicator_called_like_one_of_the_engine_takes_nothing_from_it_and_gives_it_nothing()
    {
        var expected = new IndicatorCache(Candles()).CloseAverage(Length).ToArray();

        var engineFirst = new IndicatorCache(Candles());
        Assert.Equal(expected, engineFirst.CloseAverage(Length).ToArray());
        Assert.Equal(7, engineFirst.Custom("close average", Length, Sevens)[0]);

        var ownFirst = new IndicatorCache(Candles());
        Assert.Equal(7, ownFirst.Custom("close average", Length, Sevens)[0]);
        Assert.Equal(expected, ownFirst.CloseAverage(Length).ToArray());
    }

    [Fact]
    public void Custom_indicators_of_two_classes_are_two_though_they_are_called_alike()
    {
        var indicators = new IndicatorCache(Candles());

        Assert.Equal(7, indicators.Custom("mine", Length, Sevens)[0]);
        Assert.Equal(8, Other.Ask(indicators)[0]);
        Assert.Equal(7, indicators.Custom("mine", Length, (_, _) => throw new InvalidOperationException("It is known."))[0]);
    }

    [Fact]
    public void Computed_tells_two_indicators_that_are_called_alike_apart()
    {
        var indicators = new IndicatorCache(Candles());
        _ = indicators.CloseAverage(Length);
        _ = indicators.Custom("close average", Length, Sevens);
        _ = Other.Ask(indicators);

        Assert.Equal(
            ["close average 5", $"close average 5 of {typeof(IndicatorCacheTests).FullName}", "mine 5"],
            indicators.Computed.Select(column => column.Name));
    }

    private static CandleSeries Candles() => RandomMarket.Make(4, 60);

    private static void Sevens(CandleSeries candles, double[] column) => Array.Fill(column, 7);
}

/// <summary>Another class with an indicator of its own.</summary>
file static class Other
{
    public static ReadOnlySpan<double> Ask(IndicatorCache indicators) =>
        indicators.Custom("mine", 5, (_, column) => Array.Fill(column, 8));
}
