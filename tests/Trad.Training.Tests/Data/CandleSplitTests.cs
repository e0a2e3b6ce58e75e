using CsCheck;
using Trad.Candles;
using Trad.Candles.Gaps;
using Trad.Training.Data;
using Trad.Training.Requests;

namespace Trad.Training.Tests.Data;

/// <summary>Where the hold-out begins, whatever is stored of whatever was asked for.</summary>
public sealed class CandleSplitTests
{
    private const long Step = 300_000;
    private const int WarmUp = 20;

    private static readonly TrainingRequest Request = new()
    {
        Strategy = "liquidity-sweep",
        Exchange = "binance",
        Symbol = "BTCUSDT",
        Interval = "5m",
        Objective = "sharpe",
        HoldOut = 0.2,
        GapPolicy = GapPolicy.Split,
    };

    [Fact]
    public void Look_back_longer_than_the_history_holds_out_a_share_of_what_exists()
    {
        // Public case 1: 1,000 stored candles, a look-back of 6,000: all of them were held out.
        var symbol = Symbol(Places(5000, 6000), lookback: 6000);

        var split = CandleSplit.Create([symbol], Request);

        Assert.Equal((784, 196), (split.Parts.InSample.Candles, split.Parts.HoldOut!.Candles));
        Assert.Equal(At(5000 + WarmUp), split.Parts.InSample.From);
        Assert.Equal(At(6000 - 196), split.Parts.HoldOut.From);
        Assert.Equal(At(6000), split.Parts.HoldOut.To);
    }

    [Fact]
    public void Hold_out_of_any_stored_ranges_and_look_backs_is_never_more_than_its_share() => Gen.Select(
        Gen.Select(Gen.Int[0, 400], Gen.Int[1, 400]).Array[1, 8], Gen.Int[300, 4000], Gen.Double[0, 0.5],
        Gen.Int[1, 3].Select(policy => (GapPolicy)policy))
        .Sample((stretches, lookback, share, policy) =>
        {
            var symbol = Symbol(Stretches(stretches), lookback, policy);
            if (TrySplit([symbol], share) is not { } split)
            {
                return;
            }

            var (usable, held) = (symbol.Candles.Count - symbol.TradeFrom, symbol.Candles.Count - split.InSampleEnd(symbol));
            var storedUsable = symbol.CountStored(symbol.TradeFrom, symbol.Candles.Count);
            var storedHeld = symbol.CountStored(split.InSampleEnd(symbol), symbol.Candles.Count);
            Assert.True((double)held / usable <= share, $"{held} of {usable}");
            Assert.True((double)storedHeld / storedUsable <= share, $"{storedHeld} of {storedUsable} stored");
            Assert.True(symbol.CountTradable(split.InSampleEnd(symbol)) >= 100);
            Assert.Equal(usable, split.Parts.InSample.Candles + (split.Parts.HoldOut?.Candles ?? 0));

            // As much as the share allows: one candle more would be too many. A hold-out begins with no invented candle.
            Assert.True(symbol.Candles.Filled.Count > 0 || (held + 1.0) / usable > share || (storedHeld + 1.0) / storedUsable > share);
        });

    [Fact]
    public void Several_symbols_of_any_lengths_are_split_at_one_moment_and_none_beyond_its_share() => Gen.Select(
        Gen.Int[150, 3000].Array[2, 5], Gen.Double[0.01, 0.5])
        .Sample((lengths, share) =>
        {
            var longest = lengths.Max();
            var symbols = lengths.Select(
                (length, i) => Symbol(Places(longest - length, longest), lookback: 3000, name: $"S{i}USDT", newest: longest)).ToList();
            if (TrySplit(symbols, share) is not { HoldOutFrom: { } from } split)
            {
                return;
            }

            Assert.All(symbols, symbol =>
            {
                var end = split.InSampleEnd(symbol);
                Assert.Equal(from, symbol.Candles.OpenTime[end]);
                Assert.True((double)(symbol.Candles.Count - end) / (symbol.Candles.Count - symbol.TradeFrom) <= share);
                Assert.True(end - symbol.TradeFrom >= 100);
            });
        });

    [Fact]
    public void Symbol_that_is_too_short_is_named()
    {
        var refused = Assert.Throws<TrainingException>(() => CandleSplit.Create(
            [Symbol(Places(0, 3000), 3000), Symbol(Places(2900, 3000), 3000, name: "NEWUSDT", newest: 3000)],
            Request with { Symbols = ["BTCUSDT", "NEWUSDT"] }));

        Assert.Contains("NEWUSDT", refused.Message, StringComparison.Ordinal);
        Assert.Equal("from", refused.Field);
    }

    [Fact]
    public void Symbol_without_a_candle_in_the_hold_out_is_named()
    {
        var refused = Assert.Throws<TrainingException>(() => CandleSplit.Create(
            [Symbol(Places(0, 3000), 3000), Symbol([.. Places(0, 2000)], 3000, name: "OLDUSDT", newest: 3000)], Request));

        Assert.Contains("OLDUSDT", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Candles_behind_a_hole_that_only_warm_up_do_not_count_as_candles_to_trade_on()
    {
        // Twenty stretches of 25 candles, days apart: of each but the first, five are left.
        var places = Enumerable.Range(0, 20).SelectMany(i => Places(i * 1000, (i * 1000) + 25)).ToArray();

        Assert.Contains(
            "behind a hole", Assert.Throws<TrainingException>(() => CandleSplit.Create([Symbol(places, 20_000)], Request)).Message,
            StringComparison.Ordinal);
        Assert.NotNull(TrySplit([Symbol(places, 20_000, GapPolicy.Skip)], 0.2));
    }

    [Theory]
    [InlineData("calmar", 112 * 288, 0.2, false)]
    [InlineData("calmar", 113 * 288, 0.2, true)]
    [InlineData("annualised-return", 7 * 288, 0.0, false)]
    [InlineData("sharpe", 7 * 288, 0.2, true)]
    [InlineData("total-return", 7 * 288, 0.2, true)]
    public void Objective_per_year_needs_90_days_in_sample(string objective, int candles, double share, bool isAllowed)
    {
        var symbol = Symbol(Places(0, candles + WarmUp), candles);
        var request = Request with { Objective = objective, HoldOut = share };

        if (isAllowed)
        {
            Assert.NotNull(CandleSplit.Create([symbol], request));
            return;
        }

        var refused = Assert.Throws<TrainingException>(() => CandleSplit.Create([symbol], request));
        Assert.Equal("objective", refused.Field);
        Assert.Contains("90 days", refused.Message, StringComparison.Ordinal);
        Assert.Contains("total-return", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Objective_per_year_with_pruning_needs_90_days_in_the_first_part()
    {
        var symbol = Symbol(Places(0, (400 * 288) + WarmUp), 400 * 288);
        var request = Request with { Objective = "calmar" };

        Assert.NotNull(CandleSplit.Create([symbol], request));
        Assert.Contains(
            "pruning",
            Assert.Throws<TrainingException>(
                () => CandleSplit.Create([symbol], request with { Pruning = TrialPruning.SuccessiveHalving })).Message,
            StringComparison.Ordinal);
    }

    private static CandleSplit? TrySplit(IReadOnlyList<SymbolCandles> symbols, double share)
    {
        try
        {
            return CandleSplit.Create(symbols, Request with { HoldOut = share });
        }
        catch (TrainingException)
        {
            return null;
        }
    }

    [Theory]
    [InlineData(
        0.24, "moves by +25% across the gap of 5 candles from 1970-01-03 20:20:00Z to 1970-01-03 20:45:00Z; largestGapJump allows 24%")]
    [InlineData(
        0, "moves by +25% across the gap of 5 candles from 1970-01-03 20:20:00Z to 1970-01-03 20:45:00Z, and too far across 1 more; ")]
    public void Jump_across_a_gap_beyond_what_is_allowed_is_refused(double largest, string reason)
    {
        var symbol = Jumping(GapPolicy.Skip);

        var refused = Assert.Throws<TrainingException>(() => CandleSplit.Create([symbol], Request with { LargestGapJump = largest }));

        Assert.Equal("largestGapJump", refused.Field);
        Assert.Contains(reason, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0.25)]
    public void Jump_across_a_gap_that_is_allowed_is_not_refused(double? largest) =>
        Assert.NotNull(CandleSplit.Create([Jumping(GapPolicy.Skip)], Request with { LargestGapJump = largest }));

    [Fact]
    public void Jump_across_a_gap_that_is_filled_is_refused_too() => Assert.Equal(
        "largestGapJump",
        Assert.Throws<TrainingException>(
            () => CandleSplit.Create([Jumping(GapPolicy.ForwardFill)], Request with { LargestGapJump = 0.1 })).Field);

    [Fact]
    public void Jump_in_the_warm_up_is_not_in_the_range()
    {
        var symbol = Jumping(GapPolicy.Skip);
        var later = symbol with { Counting = symbol.Counting with { Start = 825 * Step } };

        Assert.Empty(new SymbolCandles(later.Selection, later.Counting, later.Candles).Outages);
    }

    // 1,000 candles: five are missing and the price is a quarter higher behind them; before that one is missing and it is 1 % lower.
    private static SymbolCandles Jumping(GapPolicy policy)
    {
        var flat = Symbol([.. Places(0, 500), .. Places(501, 820), .. Places(825, 1000)], lookback: 1000);
        var candles = Enumerable.Range(0, flat.Candles.Count).Select(i => flat.Candles[i]).Select(candle =>
        {
            var price = candle.OpenTime < 500 * Step ? 101.0 : candle.OpenTime < 820 * Step ? 100 : 125;
            return new Candle(candle.OpenTime, price, price, price, price, 1);
        });
        var all = CandleSeries.From(Interval.FiveMinutes, [.. candles]);
        return new SymbolCandles(
            flat.Selection, flat.Counting, GapHandling.Apply(all, policy, null, TestContext.Current.CancellationToken).Candles);
    }

    private static SymbolCandles Symbol(
        int[] places, int lookback, GapPolicy policy = GapPolicy.Split, string name = "BTCUSDT", int? newest = null)
    {
        var selection = new DataSelection(
            new Market("binance", name, Interval.FiveMinutes), null, null, TimeSpan.FromMilliseconds(lookback * Step), WarmUp,
            "liquidity-sweep", policy);
        var end = (newest ?? (places[^1] + 1)) * Step;
        var counting = new TimeRange(end - (lookback * Step), end);
        var all = CandleSeries.From(Interval.FiveMinutes, [.. places.Select(place => new Candle(place * Step, 100, 101, 99, 100, 1))]);
        return new SymbolCandles(
            selection, counting, GapHandling.Apply(all.Slice(TrainingRange.WithWarmUp(counting, selection)), policy).Candles);
    }

    private static int[] Places(int from, int to) => [.. Enumerable.Range(from, to - from)];

    // Pairs of missing and stored candles.
    private static int[] Stretches((int Missing, int Stored)[] stretches)
    {
        var (places, next) = (new List<int>(), 0);
        foreach (var (missing, stored) in stretches)
        {
            next += missing;
            places.AddRange(Enumerable.Range(next, stored));
            next += stored;
        }

        return [.. places];
    }

    private static DateTimeOffset At(int place) => DateTimeOffset.FromUnixTimeMilliseconds(place * Step);
}
