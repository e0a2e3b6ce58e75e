using CsCheck;
using Trad.Candles;
using Trad.Formats.Candles;
using Trad.Testing;

namespace Trad.Formats.Tests.Candles;

public sealed class PriceOutliersTests
{
    [Theory]
    [InlineData("oracle")]
    [InlineData("gaps")]
    [InlineData("bench")]
    [InlineData("archive")]
    [InlineData("fixtures/klines")]
    public void Find_in_candles_of_real_markets_finds_nothing(string place)
    {
        var found = 0;
        foreach (var candles in SharedSeries(place))
        {
            var position = PriceOutliers.Find(candles, out var defect);
            Assert.True(position < 0, $"{place}: {defect}");
            found++;
        }

        Assert.SkipWhen(found == 0, $"../shared/candles/{place} is missing.");
    }

    [Fact]
    public void Find_a_crash_that_stays_below_passes()
    {
        // 12 March 2020 by the five minutes at most a sixth; this one loses half of what is left in each candle, four times.
        double[] closes = [100, 100, 100, 100, 50, 25, 12.5, 7, 7, 7, 7, 7];

        Assert.Equal(-1, PriceOutliers.Find(Series(closes), out _));
    }

    [Fact]
    public void Find_a_decimal_point_that_was_lost_tells_which_candle() =>
        Gen.Select(Gen.Int[0, 99], Gen.Int[-3, 3].Where(digits => digits != 0)).Sample((position, digits) =>
        {
            var closes = Enumerable.Range(0, 100).Select(i => 100 + Math.Sin(i / 5.0)).ToArray();
            closes[position] *= Math.Pow(10, digits);

            Assert.Equal(position, PriceOutliers.Find(Series(closes), out var defect));
            Assert.NotNull(defect);
        });

    // Each candle is a dot at its close, and opens there.
    private static CandleSeries Series(double[] closes) => CandleSeries.From(
        Interval.FiveMinutes,
        [.. closes.Select((close, i) => new Candle(i * 300_000L, close, close, close, close, 1))]);

    private static IEnumerable<CandleSeries> SharedSeries(string place)
    {
        var path = Path.Combine(SharedData.Root, "candles", place);
        var files = File.Exists(path) ? [path]
            : Directory.Exists(path) ? Directory.EnumerateFiles(path, "*", SearchOption.AllDirectories).Order()
                .Where(CandleFileName.IsCandleFile).ToArray()
            : [];
        foreach (var file in files)
        {
            if (FileGuess.FromFileName(file).Interval is { } interval)
            {
                using var content = File.OpenRead(file);
                yield return CandleFileReader.ReadAsync(content, file, interval, TestContext.Current.CancellationToken)
                    .GetAwaiter().GetResult();
            }
        }
    }
}
