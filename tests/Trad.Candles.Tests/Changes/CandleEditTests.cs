using CsCheck;
using Trad.Candles.Changes;
using Trad.Testing;

namespace Trad.Candles.Tests.Changes;

public sealed class CandleEditTests
{
    private const int Places = 12;
    private static readonly Month January = new(1970, 1);

    // Each place of the grid is empty, or holds one of two candles.
    private static readonly Gen<int[]> Months = Gen.Int[0, 2].Array[Places];

    [Fact]
    public void Between_any_two_months_makes_the_one_of_the_other_and_doing_it_twice_is_doing_it_once() =>
        Gen.Select(Months, Months).Sample((from, to) =>
        {
            var edit = CandleEdit.Between(January, Series(from), Series(to));
            var once = edit.ApplyTo(Series(from));

            Assert.Equal(Series(to).ToList(), once.ToList());
            Assert.Equal(once.ToList(), edit.ApplyTo(once).ToList());
            Assert.Equal(from.SequenceEqual(to), edit.IsEmpty);
        });

    [Fact]
    public void Touched_of_an_edit_between_any_two_months_are_the_candles_that_differ() =>
        Gen.Select(Months, Months).Sample((from, to) =>
        {
            var edit = CandleEdit.Between(January, Series(from), Series(to));
            var differing = Enumerable.Range(0, Places).Where(i => from[i] != to[i]).Select(i => i * 60_000L).ToList();

            Assert.Equal(
                differing,
                Enumerable.Range(0, Places).Select(i => i * 60_000L).Where(time => edit.Touched.Any(span => span.Contains(time))));
            Assert.Equal(
                differing.Count == 0 ? default : new TimeRange(differing[0], differing[^1] + 60_000), edit.Range);
            Assert.Equal(edit.Touched, edit.WithoutCandles().Removed);
        });

    [Fact]
    public void WhereStill_changes_the_candles_that_are_as_they_were_and_keeps_what_somebody_has_changed_since() =>
        Gen.Select(Months, Months, Months).Sample((from, to, now) =>
        {
            var edit = CandleEdit.Between(January, Series(from), Series(to));
            var before = CandleEdit.Between(January, Series(to), Series(from)).Put;

            var changed = edit.WhereStill(before, Series(now)).ApplyTo(Series(now));

            var expected = now.Select((value, i) => from[i] != to[i] && value == from[i] ? to[i] : value).ToArray();
            Assert.Equal(Series(expected).ToList(), changed.ToList());
        });

    [Fact]
    public void Then_of_any_two_edits_is_the_one_after_the_other() =>
        Gen.Select(Gen.Select(Months, Months, Months), Months).Sample((months, other) =>
        {
            var (a, b, c) = months;
            var first = CandleEdit.Between(January, Series(a), Series(b));
            var second = CandleEdit.Between(January, Series(c), Series(other));

            var stored = Series(a);
            Assert.Equal(second.ApplyTo(first.ApplyTo(stored)).ToList(), first.Then(second).ApplyTo(stored).ToList());
        });

    [Fact]
    public void Touches_of_any_two_edits_tells_whether_they_change_a_candle_of_one_time() =>
        Gen.Select(Gen.Select(Months, Months), Gen.Select(Months, Months)).Sample((one, other) =>
        {
            var first = CandleEdit.Between(January, Series(one.Item1), Series(one.Item2));
            var second = CandleEdit.Between(January, Series(other.Item1), Series(other.Item2));

            Assert.Equal(
                Enumerable.Range(0, Places).Any(i => one.Item1[i] != one.Item2[i] && other.Item1[i] != other.Item2[i]),
                first.Touches(second));
        });

    [Theory]
    [InlineData("import-binance-BTCUSDT-5m.0197b9c4a2f1", "binance BTCUSDT 5m")]
    [InlineData("backfill-my-own-place-X1-1h.0", "my-own-place X1 1h")]
    [InlineData("import-binance-BTCUSDT-5m", null)]
    [InlineData("import-binance-BTCUSDT-7x.01", null)]
    [InlineData("import-BTCUSDT-5m.01", null)]
    [InlineData("binance", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void TryReadMarket_of_an_identity_gives_its_market(string? id, string? expected)
    {
        Assert.Equal(expected is not null, CandleRun.TryReadMarket(id, out var market));
        Assert.Equal(expected, market?.ToString());
    }

    private static CandleSeries Series(int[] month) => CandleSeries.From(
        Interval.OneMinute,
        [.. Enumerable.Range(0, month.Length).Where(i => month[i] > 0)
            .Select(i => new Candle(i * 60_000L, month[i], month[i], month[i], month[i], 1, double.NaN, CandleSeries.UnknownTradeCount))]);
}
