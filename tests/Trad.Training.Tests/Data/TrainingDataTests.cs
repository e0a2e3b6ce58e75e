using Trad.Candles;
using Trad.Candles.Gaps;
using Trad.Training.Data;

namespace Trad.Training.Tests.Data;

public sealed class TrainingDataTests
{
    private const int WarmUp = 20;
    private const int InSample = 90;

    [Fact]
    public void First_part_has_the_whole_warm_up_and_grows_up_to_the_hold_out()
    {
        var data = Data();

        Assert.Equal(WarmUp + 10, data.FirstPart(1.0 / 9).Candles.Count);
        Assert.Equal(WarmUp + 30, data.FirstPart(1.0 / 3).Candles.Count);
        Assert.Equal(data.Candles.OpenTime[0], data.FirstPart(1.0 / 9).Candles.OpenTime[0]);
        Assert.Same(data.InSample, data.FirstPart(1));
        Assert.Equal(WarmUp + InSample, data.InSample.Candles.Count);
    }

    [Fact]
    public void First_part_is_one_and_the_same_for_every_trial()
    {
        var data = Data();

        Assert.Same(data.FirstPart(1.0 / 3), (data with { Snapshot = data.Snapshot with { NewestCandle = At(1000) } }).FirstPart(1.0 / 3));
        Assert.NotSame(data.FirstPart(1.0 / 3), data.FirstPart(1.0 / 9));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1.01)]
    public void First_part_outside_the_candles_is_refused(double fraction) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Data().FirstPart(fraction));

    private static TrainingData Data()
    {
        var candles = CandleSeries.From(
            Interval.FiveMinutes,
            [.. Enumerable.Range(0, WarmUp + InSample + 15).Select(i => new Candle(i * 300_000L, 100, 102, 99, 101, 1))]);
        var snapshot = new DataSnapshot(
            "binance", "BTCUSDT", Interval.FiveMinutes, At(WarmUp), At(candles.Count), At(candles.Count - 1), InSample + 15, At(0), WarmUp,
            WarmUp, "",
            new Dictionary<string, string>())
        {
            HoldOutFrom = At(WarmUp + InSample),
            HoldOutCandles = 15,
            GapPolicy = GapPolicy.Skip,
        };
        return TrainingData.Create(snapshot, candles);
    }

    private static DateTimeOffset At(int candle) => DateTimeOffset.FromUnixTimeMilliseconds(candle * 300_000L);
}
