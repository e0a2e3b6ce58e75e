using System.Globalization;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Trad.Candles;
using Trad.Candles.Changes;
using Trad.MarketData.Coverage;
using Trad.MarketData.History;
using Trad.Storage.Candles;
using Trad.Storage.Coverage;
using Trad.Testing;

namespace Trad.MarketData.Tests.History;

/// <summary>
/// Imports, backfills, deletions and undoings in any order, against a dictionary of candles that knows what each replaced.
/// <c>TRAD_SOAK_SEQUENCES</c> sequences (10; the soak has 200) from <c>TRAD_SOAK_SEED</c> (7) on.
/// </summary>
public sealed class CandleHistorySequenceTests(AzuriteFixture azurite)
{
    private const int Steps = 10;

    private static readonly Market Bitcoin = new("binance", "BTCUSDT", Interval.OneDay);
    private static readonly DateTimeOffset Start = new(2025, 1, 10, 0, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sequence_of_changes_and_undoings_leaves_what_a_plain_model_leaves()
    {
        var (first, count) = (Read("TRAD_SOAK_SEED", 7), Read("TRAD_SOAK_SEQUENCES", 10));
        for (var seed = first; seed < first + count; seed++)
        {
            await RunAsync(seed);
        }
    }

    private async Task RunAsync(int seed)
    {
        var random = new Random(seed);
        var clock = new FakeTimeProvider(new DateTimeOffset(2025, 6, 1, 12, 0, 0, TimeSpan.Zero));
        var coverage = new TableCoverageStore(azurite.NewTable("coverage"));
        var store = new BlobCandleStore(await azurite.NewContainerAsync(), coverage, null, clock);
        var runs = new CandleRuns(Options.Create(new CandleUndoOptions()), clock);
        var history = new CandleHistory(store, store, coverage, runs, clock);
        var deletions = new CandleDeletions(store, coverage, runs, clock);
        var model = new Dictionary<long, Candle>();
        var done = new List<(string Id, Dictionary<long, Candle?> Before)>();
        var told = new List<string>();
        for (var step = 0; step < Steps; step++)
        {
            var from = random.Next(70);
            var candles = GeneratedCandles.Make(Interval.OneDay, Start.AddDays(from), random.Next(1, 40), random.Next(3));
            var before = new Dictionary<long, Candle>(model);
            string? id;
            switch (done.Count == 0 ? random.Next(2) : random.Next(6))
            {
                case 0 or 1:
                    var run = random.Next(2) == 0 ? runs.Import(Bitcoin, "x.csv") : new CandleRun(
                        $"backfill-binance-BTCUSDT-1d.{step:x12}", nameof(CandleRunKind.Backfill), TimeSpan.FromDays(7));
                    await store.MergeAsync(Bitcoin, candles, run, Cancellation);
                    foreach (var candle in candles.ToList())
                    {
                        model[candle.OpenTime] = candle;
                    }

                    id = run.Id;
                    break;
                case 2:
                    id = (await deletions.DeleteAsync(Bitcoin, candles.Range, Cancellation))?.Run?.Id;
                    foreach (var candle in candles.ToList())
                    {
                        model.Remove(candle.OpenTime);
                    }

                    break;
                default:
                    var target = random.Next(done.Count);
                    id = await UndoAsync(history, done, target, model);
                    break;
            }

            told.Add($"{step}: {id ?? "nothing"}");
            if (id is not null)
            {
                done.Add((id, Difference(before, model)));
            }

            clock.Advance(TimeSpan.FromSeconds(1));
            var stored = (await store.ReadAsync(Bitcoin, TimeRange.Always, Cancellation)).ToList();
            Assert.True(
                stored.SequenceEqual(model.Values.OrderBy(candle => candle.OpenTime)),
                $"Seed {seed}: {stored.Count} candles are stored and {model.Count} expected, or others, after {string.Join(", ", told)}");
            await EnsureNoneCountsTwiceAsync(history, model, seed, told);
        }
    }

    // A run whose candles nobody changed since can always be undone; one that is refused leaves everything.
    private static async Task<string?> UndoAsync(
        CandleHistory history, List<(string Id, Dictionary<long, Candle?> Before)> done, int target, Dictionary<long, Candle> model)
    {
        var (id, restored) = done[target];
        try
        {
            var undo = await history.UndoAsync(Bitcoin, id, Cancellation);
            foreach (var (time, candle) in restored)
            {
                if (candle is { } there)
                {
                    model[time] = there;
                }
                else
                {
                    model.Remove(time);
                }
            }

            return undo.Run.Id;
        }
        catch (CandleUndoException refused)
        {
            // One that changed nothing is not recorded.
            Assert.True(
                restored.Count == 0 || done.Skip(target + 1).Any(later => later.Before.Keys.Any(restored.ContainsKey)), refused.Message);
            return null;
        }
    }

    // Each stored candle came from one run at most, and none that is not stored from any.
    private static async Task EnsureNoneCountsTwiceAsync(
        CandleHistory history, Dictionary<long, Candle> model, int seed, List<string> told)
    {
        var owners = (await history.ListAsync(Bitcoin, Cancellation)).SelectMany(run => run.Current.SelectMany(
            span => Enumerable.Range(0, (int)span.CountCandles(Interval.OneDay)).Select(i => Interval.OneDay.Shift(span.Start, i))))
                .ToList();
        Assert.True(
            owners.Count == owners.Distinct().Count() && owners.TrueForAll(model.ContainsKey) && owners.Count == model.Count,
            $"Seed {seed}: {owners.Count} candles have a run, {owners.Distinct().Count()} of them differ, and {model.Count} are stored, "
            + $"after {string.Join(", ", told)}");
    }

    private static Dictionary<long, Candle?> Difference(Dictionary<long, Candle> before, Dictionary<long, Candle> after) =>
        before.Keys.Union(after.Keys)
            .Where(time => !(before.TryGetValue(time, out var one) && after.TryGetValue(time, out var other) && one.Equals(other)))
            .ToDictionary(time => time, time => before.TryGetValue(time, out var there) ? there : (Candle?)null);

    private static int Read(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : otherwise;
}
