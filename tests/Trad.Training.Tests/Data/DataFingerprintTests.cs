using Trad.Candles;
using Trad.Training.Data;

namespace Trad.Training.Tests.Data;

public sealed class DataFingerprintTests
{
    private static readonly Market Bitcoin = new("binance", "BTCUSDT", Interval.FiveMinutes);

    [Fact]
    public void Fingerprint_equal_candles_is_equal_wherever_they_were_cut_from()
    {
        var whole = Series(10, 5);
        var part = CandleSeries.From(Interval.FiveMinutes, [.. Enumerable.Range(2, 6).Select(i => whole[i])]);

        Assert.Equal(DataFingerprint.Compute(Bitcoin, part), DataFingerprint.Compute(Bitcoin, whole.Slice(2, 6)));
    }

    [Fact]
    public void Fingerprint_changes_with_one_value_with_the_range_and_with_the_market()
    {
        var fingerprint = DataFingerprint.Compute(Bitcoin, Series(10, 5));

        Assert.NotEqual(fingerprint, DataFingerprint.Compute(Bitcoin, Series(10, 5.000001)));
        Assert.NotEqual(fingerprint, DataFingerprint.Compute(Bitcoin, Series(9, 5)));
        Assert.NotEqual(fingerprint, DataFingerprint.Compute(new Market("binance", "ETHUSDT", Interval.FiveMinutes), Series(10, 5)));
    }

    private static CandleSeries Series(int count, double lastVolume) => CandleSeries.From(
        Interval.FiveMinutes,
        [.. Enumerable.Range(0, count).Select(
            i => new Candle(i * 300_000L, 100 + i, 102 + i, 99 + i, 101 + i, i == count - 1 ? lastVolume : 1))]);
}
