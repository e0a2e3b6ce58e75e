using Trad.Backtesting.Indicators;
using Trad.Candles;

namespace Trad.Backtesting.Tests.Indicators;

/// <summary>What holds for every indicator.</summary>
public sealed class IndicatorInvariantsTests
{
    public static TheoryData<string> Names => [.. IndicatorUnderTest.All.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Values_do_not_change_when_later_candles_are_cut_off(string name)
    {
        var compute = IndicatorUnderTest.All[name];
        var candles = RandomMarket.Make(5, 400);
        var whole = compute(candles);

        for (var count = 1; count < candles.Count; count += 7)
        {
            var part = compute(RandomMarket.Truncate(candles, count));

            for (var line = 0; line < whole.Length; line++)
            {
                Assert.Equal(whole[line][..count], part[line]);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Prices_times_a_power_of_two_scale_the_values_or_leave_them(string name)
    {
        var compute = IndicatorUnderTest.All[name];
        var candles = RandomMarket.Make(6, 400);

        var plain = compute(candles);
        var scaled = compute(RandomMarket.Scale(candles, 4));

        for (var line = 0; line < plain.Length; line++)
        {
            var isPrice = !plain[line].Zip(scaled[line]).All(pair => pair.First.Equals(pair.Second));
            Assert.Equal(plain[line].Select(value => isPrice ? value * 4 : value), scaled[line]);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Empty_and_short_series_give_no_value_and_no_error(string name)
    {
        var compute = IndicatorUnderTest.All[name];
        for (var count = 0; count < 5; count++)
        {
            Assert.All(compute(RandomMarket.Truncate(RandomMarket.Make(1, 10), count)), line => Assert.Equal(count, line.Length));
        }
    }

    [Fact]
    public void Kernels_allocate_nothing()
    {
        var candles = RandomMarket.Make(2, 3000);
        var (a, b, c) = (new double[candles.Count], new double[candles.Count], new double[candles.Count]);
        var range = IndicatorUnderTest.Range(candles);
        void Compute()
        {
            SimpleMovingAverage.Compute(candles.Close, 20, a);
            ExponentialMovingAverage.Compute(candles.Close, 20, a);
            WeightedMovingAverage.Compute(candles.Close, 20, a);
            AverageTrueRange.Compute(range, 14, a);
            RelativeStrengthIndex.Compute(candles.Close, 14, a);
            AverageDirectionalIndex.Compute(candles.High, candles.Low, range, 14, a, b, c);
            OnBalanceVolume.Compute(candles.Close, candles.Volume, a);
            VolumeWeightedAveragePrice.Compute(candles.OpenTime, candles.High, candles.Low, candles.Close, candles.Volume, 0, a);
            RollingQuantile.Median(candles.Close, 30, a);
        }

        Compute();
        var before = GC.GetAllocatedBytesForCurrentThread();
        Compute();

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
