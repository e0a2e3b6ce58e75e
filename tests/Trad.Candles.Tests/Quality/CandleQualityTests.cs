using Trad.Candles.Quality;
using Trad.Testing;

namespace Trad.Candles.Tests.Quality;

public sealed class CandleQualityTests
{
    private static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Of_a_wrong_price_counts_the_way_there_and_back_as_outliers()
    {
        var candles = GeneratedCandles.Make(Interval.OneHour, Start, 200).ToList().ToList();
        candles[100] = candles[100] with { Close = candles[100].Close * 10 };

        Assert.Equal(2, Quality(candles).Outliers);
    }

    [Fact]
    public void Of_candles_without_volume_counts_runs_of_three_and_more()
    {
        var candles = GeneratedCandles.Make(Interval.OneHour, Start, 40).ToList().ToList();
        foreach (var i in new[] { 3, 4, 10, 11, 12, 20, 21, 22, 23 })
        {
            candles[i] = candles[i] with { Volume = 0 };
        }

        Assert.Equal(2, Quality(candles).ZeroVolumeRuns);
    }

    [Fact]
    public void Of_real_months_finds_nothing_remarkable()
    {
        var candles = SharedCandles.Load("candles/bench/BTCUSDT-1m-202506.csv.gz", Interval.OneMinute);

        var quality = CandleQuality.Measure(candles, candles.Range);

        Assert.Equal((quality.ExpectedRows, 0, 0), (quality.Rows, quality.Gaps.Count, quality.ZeroVolumeRuns));
    }

    private static CandleQuality Quality(List<Candle> candles)
    {
        var series = CandleSeries.From(Interval.OneHour, candles);
        return CandleQuality.Measure(series, series.Range);
    }
}
