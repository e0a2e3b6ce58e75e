using CsCheck;
using Trad.Candles.Gaps;
using Trad.Testing;

namespace Trad.Candles.Tests.Gaps;

public sealed class OutagesTests
{
    private static readonly DateTimeOffset Start = new(2025, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly Interval Interval = Interval.FiveMinutes;
    private static readonly CandleSeries Whole = GeneratedCandles.Make(Interval, Start, 200);

    [Fact]
    public void Find_in_candles_without_a_gap_finds_nothing() => Assert.Empty(Outages.Find(Whole));

    [Fact]
    public void Find_in_no_candles_finds_nothing() => Assert.Empty(Outages.Find(CandleSeries.Empty(Interval)));

    [Fact]
    public void Find_tells_time_size_and_jump_of_a_gap()
    {
        // freqtrade#7407: 39 candles are absent, and the price is 9.37 times what it was.
        var candles = Whole.ToList().Where((_, i) => i is < 61 or >= 100).Select((candle, i) => i < 61 ? candle : Times(candle, 9.37))
            .ToList();

        var outage = Assert.Single(Outages.Find(CandleSeries.From(Interval, candles)));

        Assert.Equal((Start.AddMinutes(5 * 61), Start.AddMinutes(500), 39L), (outage.From, outage.To, outage.MissingCandles));
        Assert.Equal((Whole.Close[60], 9.37 * Whole.Open[100]), (outage.CloseBefore, outage.OpenAfter));
        Assert.Equal((9.37 * Whole.Open[100] / Whole.Close[60]) - 1, outage.Jump, 1e-12);
        Assert.True(outage.IsNotable);
    }

    [Fact]
    public void Find_of_a_price_that_moved_as_usual_says_that_it_is_not_notable() =>
        Assert.All(Outages.Find(CandleSeries.From(Interval, [.. Whole.ToList().Where((_, i) => i % 20 is < 10 or > 12)])),
            outage => Assert.False(outage.IsNotable));

    [Theory]
    [InlineData(1, 1.05, false)]
    [InlineData(1, 1.06, true)]
    [InlineData(1, 0.952, false)]
    [InlineData(1, 0.95, true)]
    [InlineData(4, 1.10, false)]
    [InlineData(4, 1.11, true)]
    public void Jump_is_notable_beyond_five_usual_moves_of_a_random_walk(int missing, double ratio, bool isNotable) =>
        Assert.Equal(isNotable, new Outage(Start, Start.AddMinutes(5 * missing), missing, 100, 100 * ratio, 0.01).IsNotable);

    [Fact]
    public void Any_jump_of_a_price_that_never_moves_is_notable()
    {
        Assert.True(new Outage(Start, Start.AddMinutes(5), 1, 100, 100.01, 0).IsNotable);
        Assert.False(new Outage(Start, Start.AddMinutes(5), 1, 100, 100, 0).IsNotable);
    }

    [Fact]
    public void Find_with_any_candles_missing_and_filled_agrees_with_a_walk_over_the_grid() => Gen.Select(
        Gen.Bool.Array[1, 60], Gen.Bool, Gen.Int[0, 10])
        .Sample((there, isFilled, offset) =>
        {
            var stored = Whole.ToList().Skip(offset).Take(there.Length).Where((_, i) => there[i]).ToList();
            if (stored.Count == 0)
            {
                return;
            }

            var candles = CandleSeries.From(Interval, stored);
            candles = isFilled
                ? GapHandling.Apply(candles, GapPolicy.ForwardFill, TimeSpan.FromMinutes(15), TestContext.Current.CancellationToken).Candles
                : candles;

            var found = Outages.Find(candles);

            // Independently: every place of the grid without a stored candle belongs to the gap that the place before it begins or goes
            // on with.
            var expected = new List<(long From, long To, long Missing, double Before, double After)>();
            var byTime = stored.ToDictionary(candle => candle.OpenTime);
            for (var time = stored[0].OpenTime; time <= stored[^1].OpenTime; time += Interval.Milliseconds)
            {
                if (!byTime.ContainsKey(time) && byTime.TryGetValue(time - Interval.Milliseconds, out var before))
                {
                    var to = time;
                    while (!byTime.ContainsKey(to))
                    {
                        to += Interval.Milliseconds;
                    }

                    expected.Add((time, to, (to - time) / Interval.Milliseconds, before.Close, byTime[to].Open));
                }
            }

            Assert.Equal(expected, found.Select(outage => (
                outage.From.ToUnixTimeMilliseconds(), outage.To.ToUnixTimeMilliseconds(), outage.MissingCandles, outage.CloseBefore,
                outage.OpenAfter)));
        });

    [Fact]
    public void Usual_move_is_the_median_of_the_moves_whatever_a_few_wrong_prices_say()
    {
        // Closes go 100, 101, 100, 101, ... with one candle that nobody traded and one price ten times too high.
        var closes = Enumerable.Range(0, 101).Select(i => i % 2 == 0 ? 100.0 : 101.0).ToArray();
        closes[51] = closes[50];
        closes[80] = 1000;
        var candles = CandleSeries.From(
            Interval, [.. closes.Select((close, i) => new Candle(i * Interval.Milliseconds, close, close, close, close, 1))]);

        Assert.Equal(1.4826 * Math.Log(1.01), PriceMoves.Usual(candles), 1e-12);
        Assert.Equal(0, PriceMoves.Usual(candles.Slice(0, 1)));
        Assert.Equal(0, PriceMoves.Usual(candles.Slice(50, 2)));
    }

    [Fact]
    public void Furthest_keeps_the_largest_jumps_either_way_in_order()
    {
        Outage At(int hour, double after) => new(Start.AddHours(hour), Start.AddHours(hour).AddMinutes(5), 1, 100, after, 0.01);
        var (small, fall, rise) = (At(1, 101), At(2, 40), At(3, 200));

        Assert.Equal([fall, rise], Outages.Furthest([small, fall, rise], 2));
        Assert.Equal([fall], Outages.Furthest([small, fall, rise], 1));
        Assert.Equal([small, fall, rise], Outages.Furthest([small, fall, rise], 3));
    }

    private static Candle Times(Candle candle, double factor) => candle with
    {
        Open = factor * candle.Open,
        High = factor * candle.High,
        Low = factor * candle.Low,
        Close = factor * candle.Close,
    };
}
