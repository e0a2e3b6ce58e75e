using CsCheck;
using Trad.Candles;
using Trad.Storage.Candles;
using Trad.Testing;

namespace Trad.Storage.Tests.Candles;

public sealed class CandleMergeTests
{
    private static readonly CandleSeries Pool = GeneratedCandles.Make(
        Interval.OneHour, new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), 60, seed: 3);
    private static readonly CandleSeries Other = GeneratedCandles.Make(
        Interval.OneHour, new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero), 60, seed: 4);

    [Fact]
    public void Merge_of_any_two_series_equals_a_dictionary_that_the_new_one_overwrites() =>
        Gen.Select(Gen.Bool.Array[60], Gen.Bool.Array[60], Gen.Bool.Array[60]).Sample((isStored, isAdded, isSame) =>
        {
            var stored = Enumerable.Range(0, 60).Where(i => isStored[i]).Select(i => Pool[i]).ToList();
            var added = Enumerable.Range(0, 60).Where(i => isAdded[i]).Select(i => isSame[i] ? Pool[i] : Other[i]).ToList();
            var expected = stored.Concat(added).GroupBy(candle => candle.OpenTime).OrderBy(group => group.Key).Select(group => group.Last())
                .ToList();
            var common = added.Where(candle => stored.Any(old => old.OpenTime == candle.OpenTime)).ToList();
            var unchanged = common.Count(stored.Contains);

            var merge = CandleMerge.Combine(CandleSeries.From(Interval.OneHour, stored), CandleSeries.From(Interval.OneHour, added));

            Assert.Equal(expected, merge.Candles.ToList());
            Assert.Equal(
                (added.Count - common.Count, common.Count - unchanged, unchanged), (merge.Inserted, merge.Replaced, merge.Unchanged));
        });
}
