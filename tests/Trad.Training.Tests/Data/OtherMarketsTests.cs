using Trad.Candles;
using Trad.Testing.Markets;
using Trad.Training.Data;
using Trad.Training.Requests;
using Trad.Training.Tests.Requests;
using Trad.Training.Tests.Validation.Simulated;

namespace Trad.Training.Tests.Data;

public sealed class OtherMarketsTests
{
    private static readonly CandleSeries Whole = SimulatedMarket.Make(Edge.None, 100, seed: 1, strength: 0);
    private static readonly Period InSample = new(Whole.Range.StartTime.AddDays(20), Whole.Range.StartTime.AddDays(80));

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Find_takes_the_symbols_that_cover_the_days_in_sample_and_not_those_of_the_job()
    {
        var short30Days = Whole.Slice(TimeRange.Between(InSample.From, InSample.From.AddDays(29)));
        var store = Store(("BTCUSDT", Whole), ("ETHUSDT", Whole), ("NEWUSDT", short30Days), ("OLDUSDT", Whole.TakeLast(24 * 20)));
        using var source = new TrainingDataSource(store);

        var found = await new OtherMarkets(store, source).FindAsync(Request(), InSample, seed: 1, Cancellation);

        Assert.Equal(["ETHUSDT"], found.Select(market => market.Symbol));
    }

    [Fact]
    public async Task Find_draws_as_many_as_are_wanted_by_the_seed_and_looks_at_few()
    {
        var store = Store([.. Enumerable.Range(0, 40).Select(i => ($"S{i:00}USDT", Whole)), ("BTCUSDT", Whole)]);
        using var source = new TrainingDataSource(store);
        var others = new OtherMarkets(store, source);
        var request = Request() with { Validation = new ValidationRequest { OtherSymbols = 3 } };

        var first = await others.FindAsync(request, InSample, seed: 1, Cancellation);
        var looked = store.Listed.Count;
        var again = await others.FindAsync(request, InSample, seed: 1, Cancellation);
        var drawn = new HashSet<string>();
        for (var seed = 0; seed < 40; seed++)
        {
            drawn.UnionWith((await others.FindAsync(request, InSample, seed, Cancellation)).Select(market => market.Symbol));
        }

        Assert.Equal(3, first.Count);
        Assert.InRange(looked, 3, 12);
        Assert.Equal(first, again);
        Assert.InRange(drawn.Count, 35, 40);
    }

    [Fact]
    public async Task Find_looks_at_nothing_when_nothing_is_wanted()
    {
        var store = Store(("BTCUSDT", Whole), ("ETHUSDT", Whole));
        using var source = new TrainingDataSource(store);

        var found = await new OtherMarkets(store, source).FindAsync(
            Request() with { Validation = new ValidationRequest { Scope = ValidationScope.HoldOut } }, InSample, seed: 1, Cancellation);

        Assert.Empty(found);
        Assert.Empty(store.Listed);
    }

    [Fact]
    public async Task Read_gives_the_days_in_sample_behind_their_warm_up_and_nothing_later()
    {
        var store = Store(("BTCUSDT", Whole), ("ETHUSDT", Whole));
        using var source = new TrainingDataSource(store);
        var others = new OtherMarkets(store, source);
        var pinned = Assert.Single(await others.FindAsync(Request(), InSample, seed: 1, Cancellation));

        var data = await others.ReadAsync(Request(), InSample, pinned, Cancellation);

        Assert.Equal(InSample.To.ToUnixTimeMilliseconds() - 3_600_000, data.Candles.OpenTime[^1]);
        Assert.Equal(InSample.From.ToUnixTimeMilliseconds(), data.Candles.OpenTime[data.Snapshot.TradeFrom]);
        Assert.Equal(data.Candles.Count, data.HoldOutIndex);
    }

    [Fact]
    public async Task Read_of_candles_that_are_no_longer_those_that_were_found_is_refused()
    {
        var store = Store(("BTCUSDT", Whole), ("ETHUSDT", Whole));
        using var source = new TrainingDataSource(store);
        var others = new OtherMarkets(store, source);
        var pinned = Assert.Single(await others.FindAsync(Request(), InSample, seed: 1, Cancellation));
        store.Version = "2";

        var refused = await Assert.ThrowsAsync<TrainingException>(() => others.ReadAsync(Request(), InSample, pinned, Cancellation));

        Assert.Contains("ETHUSDT 1h changed while the job ran", refused.Message, StringComparison.Ordinal);
    }

    private static StoredMarkets Store(params (string Symbol, CandleSeries Candles)[] series) =>
        new("binance", series.ToDictionary(each => each.Symbol, each => each.Candles, StringComparer.Ordinal));

    private static TrainingRequest Request() => CompleteRequest.Create(
        new TrainingRequest { Strategy = "moving-average-crossover", Exchange = "binance", Symbol = "BTCUSDT", Interval = "1h" });
}
