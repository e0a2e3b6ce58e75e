using Trad.Candles;
using Trad.Formats.Candles;

namespace Trad.Formats.Tests.Candles;

public sealed class CandleMonthTests
{
    // A month of seconds is 190 MB; a file may have twelve of them, with a few rows each.
    [Fact]
    public void Finish_of_a_few_unsorted_candles_takes_no_room_for_a_whole_month_of_seconds()
    {
        var january = new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero).ToUnixTimeMilliseconds();
        var month = new CandleMonth(Interval.OneSecond, Month.Containing(january), new RowPlaces());
        foreach (var second in new[] { 0, 10, 5 })
        {
            Assert.Null(month.Add(new Candle(january + (second * 1000), 1, 1, 1, 1, 1, double.NaN), second));
        }

        var before = GC.GetAllocatedBytesForCurrentThread();
        var series = month.Finish(out var defect);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Null(defect);
        Assert.Equal([january, january + 5_000, january + 10_000], series!.OpenTime.ToArray());
        Assert.InRange(allocated, 0, 100_000);
    }
}
