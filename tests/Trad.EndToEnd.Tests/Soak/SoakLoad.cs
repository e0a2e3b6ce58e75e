using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using Trad.Training;
using Trad.Training.Assets;
using Trad.Training.Jobs;

namespace Trad.EndToEnd.Tests.Soak;

/// <summary>What people do meanwhile: start, clone, cancel, resume and delete trainings, revalidate what came of them.</summary>
internal sealed class SoakLoad(PatientHttp http, int seed)
{
    private const string Jobs = "api/training/jobs";

    private readonly Random _random = new(seed);
    private readonly List<string> _posted = [];

    /// <summary>Jobs that somebody asked to cancel, and whether the best so far should be published.</summary>
    public Dictionary<string, bool> Cancelled { get; } = new(StringComparer.Ordinal);

    /// <summary>Jobs that were removed although somebody thought them at work; they had just ended.</summary>
    public HashSet<string> Deleted { get; } = new(StringComparer.Ordinal);

    /// <summary>Deletions that were refused because the job was at work.</summary>
    public int Refusals { get; private set; }

    public int Resumptions { get; private set; }

    public int Revalidations { get; private set; }

    /// <summary>Unchanged copies of jobs, each with what it is a copy of.</summary>
    public List<(string Copy, string Original)> Clones { get; } = [];

    /// <summary>Starts so many jobs, and does everything else to some of them.</summary>
    public async Task RunAsync(int jobs)
    {
        while (_posted.Count < jobs)
        {
            await StartAsync();
            await Task.Delay(_random.Next(200), TestContext.Current.CancellationToken);
            if (_random.Next(3) == 0)
            {
                await CancelAsync(Any());
            }

            if (_random.Next(6) == 0)
            {
                // Of the older ones, most of which are finished.
                await ResumeAsync(_posted[_random.Next((_posted.Count + 2) / 3)]);
            }

            if (_random.Next(6) == 0)
            {
                await DeleteUnfinishedAsync(Any());
            }

            if (_random.Next(6) == 0)
            {
                await RevalidateAsync();
            }
        }
    }

    private string Any() => _posted[_random.Next(_posted.Count)];

    private async Task StartAsync()
    {
        var number = _posted.Count;
        var original = number > 0 && _random.Next(8) == 0 ? Any() : null;
        var key = original is not null || _random.Next(2) == 0 ? $"soak-{seed}-{number}" : null;
        var (status, body) = original is null
            ? await http.SendAsync(HttpMethod.Post, Jobs, SoakRequests.Draw(_random, number), key)
            : await http.SendAsync(HttpMethod.Post, $"{Jobs}/{original}/clone", new JsonObject(), key);
        if (original is not null && Deleted.Contains(original))
        {
            Assert.Equal(HttpStatusCode.NotFound, status);
            return;
        }

        Assert.True(status == HttpStatusCode.Accepted, $"Starting a job answered {(int)status}: {body}");
        var job = JsonSerializer.Deserialize<TrainingJob>(body, TradJson.Options)!;
        _posted.Add(job.Id);
        if (original is not null)
        {
            Clones.Add((job.Id, original));
        }
    }

    private async Task CancelAsync(string id)
    {
        // Everybody who cancels a job wants the same of it, so that it does not matter who was first.
        var publish = Cancelled[id] = Cancelled.TryGetValue(id, out var earlier) ? earlier : _random.Next(2) == 0;
        var (status, body) = await http.SendAsync(HttpMethod.Post, $"{Jobs}/{id}/cancel", new { publish });
        AssertFound(id, status, HttpStatusCode.Accepted, body);
    }

    private async Task ResumeAsync(string id)
    {
        var (status, body) = await http.SendAsync(HttpMethod.Post, $"{Jobs}/{id}/resume", new { trials = _random.Next(1, 20) });
        if (status != HttpStatusCode.Conflict)
        {
            AssertFound(id, status, HttpStatusCode.Accepted, body);
            Resumptions++;
        }
    }

    private async Task DeleteUnfinishedAsync(string id)
    {
        if (Deleted.Contains(id) || (await http.GetAsync<TrainingJob>($"{Jobs}/{id}")).IsFinished)
        {
            return;
        }

        var (status, body) = await http.SendAsync(HttpMethod.Delete, $"{Jobs}/{id}");
        if (status == HttpStatusCode.Conflict)
        {
            Refusals++;
        }
        else
        {
            Assert.True(status is HttpStatusCode.NoContent or HttpStatusCode.NotFound, body);
            Deleted.Add(id);
        }
    }

    private async Task RevalidateAsync()
    {
        var assets = await http.GetAsync<ListPage<TrainedAsset>>("api/assets?limit=20");
        if (assets.Items.Count > 0)
        {
            var asset = assets.Items[_random.Next(assets.Items.Count)];
            var period = new { from = asset.Split.InSample.From, to = asset.Split.InSample.To };
            var (status, body) = await http.SendAsync(HttpMethod.Post, $"api/assets/{asset.Id}/revalidate", period);
            Assert.True(status == HttpStatusCode.Accepted, body);
            Revalidations++;
        }
    }

    private void AssertFound(string id, HttpStatusCode status, HttpStatusCode expected, string body) =>
        Assert.True(status == (Deleted.Contains(id) ? HttpStatusCode.NotFound : expected), $"{id}: {(int)status} {body}");
}
