using Trad.Candles;
using Trad.Formats.Candles;
using Trad.Formats.Csv;

namespace Trad.Formats.Tests.Csv;

public sealed class CandleCsvWriterTests
{
    [Fact]
    public async Task Candles_written_are_read_back_bit_for_bit_by_the_reader()
    {
        var start = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        var random = new Random(1);
        var candles = CandleSeries.From(Interval.FiveMinutes, [.. Enumerable.Range(0, 500).Select(i =>
        {
            var low = 100 + random.NextDouble();
            return new Candle(start + (i * 300_000L), low + 0.1, low + 0.3, low, low + 0.2, random.NextDouble() * 1e6);
        })]);

        using var file = CandleCsvWriter.Write(candles);
        var read = await CandleFileReader.ReadAsync(file, "x.csv", Interval.FiveMinutes, TestContext.Current.CancellationToken);

        Assert.Equal(candles.OpenTime.ToArray(), read.OpenTime.ToArray());
        Assert.Equal(candles.Open.ToArray(), read.Open.ToArray());
        Assert.Equal(candles.High.ToArray(), read.High.ToArray());
        Assert.Equal(candles.Low.ToArray(), read.Low.ToArray());
        Assert.Equal(candles.Close.ToArray(), read.Close.ToArray());
        Assert.Equal(candles.Volume.ToArray(), read.Volume.ToArray());
    }
}
