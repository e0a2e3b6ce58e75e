using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Trad.Candles;
using Trad.EndToEnd.Tests.Hosting;
using Trad.Formats.Candles;
using Trad.Formats.Csv;
using Trad.MarketData.Simulation;
using Trad.Testing;
using Trad.Training;
using Trad.Training.Assets;
using Trad.Training.Jobs;
using Trad.Training.Trials;

namespace Trad.EndToEnd.Tests.Soak;

/// <summary>Trainings, imports, backfills and deletions one after the other, and a ledger of what was acknowledged of them.</summary>
internal sealed class AcknowledgedWork(PatientHttp http, int seed)
{
    private const string Jobs = "api/training/jobs";
    private const int Markets = 3;
    private const int Days = 3;

    // Of few seeds and lengths, so that many trainings must come to the same trials.
    private const int Seeds = 3;
    private static readonly int[] TrialCounts = [6, 24];

    // Symbols that the simulated exchange has, beside the one that is trained on.
    private static readonly string[] Fetched = [.. new GeneratedMarket(42).Symbols.Where(symbol => symbol != "BTCUSDT").Take(3)];

    private readonly Random _random = new(seed);
    private readonly Dictionary<string, (int Seed, int Trials)> _jobs = new(StringComparer.Ordinal);
    private readonly HashSet<string> _deleted = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IReadOnlyList<Candle>> _imported = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Symbol, TimeRange Range)> _backfills = new(StringComparer.Ordinal);
    private int _keys;

    public int Imports { get; private set; }

    /// <summary>What was acknowledged, in numbers.</summary>
    public override string ToString() =>
        $"{_jobs.Count} trainings, {Imports} imports, {_backfills.Count} backfills and {_deleted.Count} deletions acknowledged, {http.Repetitions} requests sent again";

    /// <summary>Goes on until it is told to stop; what is under way then is finished first.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            await (_random.Next(8) switch
            {
                0 or 1 => ImportAsync(),
                2 => BackfillAsync(),
                3 => DeleteAsync(),
                _ => TrainAsync(),
            });
            await Task.Delay(_random.Next(150), TestContext.Current.CancellationToken);
        }
    }

    /// <summary>Everything that was acknowledged is there, once, and whole.</summary>
    public async Task AssertKeptAsync()
    {
        var jobs = await http.ListAsync<TrainingJob>(Jobs);
        Assert.Equal(_jobs.Keys.Except(_deleted).Order(), jobs.Select(job => job.Id).Order());
        Assert.Equal(jobs.Count, jobs.Select(job => job.Number).Distinct().Count());
        var assets = (await http.ListAsync<TrainedAsset>("api/assets")).ToLookup(asset => asset.JobId);
        var known = new Dictionary<(int, int), string>();
        foreach (var job in jobs)
        {
            var (_, trials) = _jobs[job.Id];
            if (job.State != JobState.Completed)
            {
                var log = (await http.SendAsync(HttpMethod.Get, $"{Jobs}/{job.Id}/logs?limit=200")).Body;
                Assert.Fail($"Job #{job.Number}, attempt {job.Attempt}, is {job.State}: {job.Error}\n{log}");
            }

            var records = (await http.ListAsync<TrialRecord>($"{Jobs}/{job.Id}/trials")).Select(ToText).ToList();
            Assert.Equal(trials, records.Count);
            Assert.True(
                job.AssetId is null || assets[job.Id].Select(asset => asset.Id).SequenceEqual([job.AssetId]),
                $"Job #{job.Number} has {assets[job.Id].Count()} assets");
            var text = string.Join('\n', records);
            Assert.Equal(known.TryAdd(_jobs[job.Id], text) ? text : known[_jobs[job.Id]], text);
        }

        foreach (var (symbol, candles) in _imported)
        {
            Assert.Equal(candles, await ReadAsync(symbol));
        }

        foreach (var group in _backfills.Values.GroupBy(run => run.Symbol))
        {
            Assert.Equal(Generated(42, group.Key, group.First().Range), await ReadAsync(group.Key));
        }
    }

    /// <summary>Waits until nothing is at work any more.</summary>
    public async Task WaitForAllAsync()
    {
        // The host looks for lost jobs when it starts and every five minutes; this does not wait for that.
        await http.SendAsync(HttpMethod.Post, $"{Jobs}/cleanup");
        foreach (var id in _jobs.Keys.Except(_deleted))
        {
            await WaitAsync($"{Jobs}/{id}", state => (string?)state["finishedAt"] is not null);
        }

        foreach (var id in _backfills.Keys)
        {
            var ended = await WaitAsync($"api/backfills/{id}", state => (string?)state["endedAt"] is not null);
            Assert.True((string?)ended["state"] == "completed", ended.ToJsonString());
        }
    }

    private static IReadOnlyList<Candle> Generated(int seed, string symbol, TimeRange range) =>
        new GeneratedMarket(seed).Read(symbol, Interval.FiveMinutes, range).ToList();

    private static TimeRange LastDays(int skipped = 0)
    {
        var end = SimulatedExchangeOptions.DefaultNow.AddDays(-skipped);
        return TimeRange.Between(end.AddDays(-Days), end);
    }

    private static string ToText(TrialRecord trial) => JsonSerializer.Serialize(trial, TradJson.Options);

    private async Task TrainAsync()
    {
        var (seed, trials) = (_random.Next(Seeds), TrialCounts[_random.Next(TrialCounts.Length)]);
        var request = ServingHost.Request(seed, trials, batchSize: 4) with { Optimizer = "random" };
        var (status, body) = await http.SendAsync(HttpMethod.Post, Jobs, request, $"work-{seed}-{_keys++}");
        Assert.True(status == HttpStatusCode.Accepted, $"{(int)status} {body}");
        Assert.True(_jobs.TryAdd((string)JsonNode.Parse(body)!["id"]!, (seed, trials)), $"Two requests have started one job: {body}");
    }

    // The same markets again and again, each time with other candles: the last acknowledged import counts.
    private async Task ImportAsync()
    {
        var symbol = $"IMPORT{_random.Next(Markets)}";
        using var file = CandleCsvWriter.Write(
            new GeneratedMarket(_random.Next(1, 1000)).Read("BTCUSDT", Interval.FiveMinutes, LastDays()));
        var (status, body) = await http.SendFileAsync(
            $"api/candles/import?exchange=simulated&symbol={symbol}&interval=5m&acceptOutliers=true", file.ToArray());
        Assert.True(status == HttpStatusCode.OK, $"{(int)status} {body}");
        file.Position = 0;
        _imported[symbol] = await ReadAsync(file);
        Imports++;
    }

    private async Task BackfillAsync()
    {
        var market = _random.Next(Fetched.Length);
        var (symbol, range) = (Fetched[market], LastDays(skipped: market));
        var (status, body) = await http.SendAsync(
            HttpMethod.Post, "api/backfills",
            new { exchange = "simulated", symbol, interval = "5m", from = range.StartTime, to = range.EndTime });
        if (status == HttpStatusCode.Conflict)
        {
            // One of this market is at work, perhaps this one, whose answer was lost.
            return;
        }

        Assert.True(status == HttpStatusCode.Accepted, $"{(int)status} {body}");
        _backfills[(string)JsonNode.Parse(body)!["id"]!] = (symbol, range);
    }

    private async Task DeleteAsync()
    {
        var id = _jobs.Keys.Except(_deleted).ElementAtOrDefault(_random.Next(_jobs.Count + 1));
        if (id is null)
        {
            return;
        }

        // Refused while it is at work, or while an asset of it is in use.
        var (status, body) = await http.SendAsync(HttpMethod.Delete, $"{Jobs}/{id}");
        Assert.True(status is HttpStatusCode.NoContent or HttpStatusCode.Conflict or HttpStatusCode.NotFound, $"{(int)status} {body}");
        if (status != HttpStatusCode.Conflict)
        {
            _deleted.Add(id);
        }
    }

    private async Task<IReadOnlyList<Candle>> ReadAsync(string symbol)
    {
        var (status, body) = await http.SendAsync(HttpMethod.Get, $"api/candles?exchange=simulated&symbol={symbol}&interval=5m&format=csv");
        Assert.True(status == HttpStatusCode.OK, $"{symbol}: {(int)status} {body}");
        using var csv = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(body));
        return await ReadAsync(csv);
    }

    private static async Task<IReadOnlyList<Candle>> ReadAsync(Stream csv) =>
        (await CandleFileReader.ReadAsync(csv, "candles.csv", Interval.FiveMinutes, TestContext.Current.CancellationToken)).ToList();

    private async Task<JsonObject> WaitAsync(string path, Func<JsonObject, bool> isReached)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(3));
        while (true)
        {
            var state = await http.GetAsync<JsonObject>(path);
            if (isReached(state))
            {
                return state;
            }

            await Task.Delay(50, patience.Token);
        }
    }
}
