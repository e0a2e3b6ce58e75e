using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Trad.Functions.Tests.Hosting;
using Trad.Functions.Training.Streams;
using Trad.Testing;
using Trad.Training;
using Trad.Training.Jobs;
using Trad.Training.Trials;

namespace Trad.Functions.Tests.Training.Streams;

public sealed class EventStreamTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Stream_of_a_running_job_brings_everything_once_in_order_and_ends_with_the_job()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var job = await app.PostAsync(TrainingApp.Request(trials: 60));

        var events = await ReadAsync(app, job);

        var numbered = events.Where(happened => happened.Id is not null).ToList();
        var ids = numbered.Select(happened => int.Parse(happened.Id!, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(ids.Distinct().Order(), ids);
        Assert.Equal(
            await app.TrialsAsync(job),
            numbered.Where(
                happened => happened.Name == "trial").Select(happened => Read<TrialRecord>(happened.Data)).OrderBy(trial => trial.Trial));
        Assert.Contains(numbered, happened => happened.Name == "log");
        var percents = events.Where(happened => happened.Name == "progress").Select(happened => Read<JobProgress>(happened.Data).Percent)
            .ToList();
        Assert.NotEmpty(percents);
        Assert.Equal(percents.Order(), percents);
        Assert.Equal("done", events[^1].Name);
        Assert.Equal(JobState.Completed, Read<TrainingJob>(events[^1].Data).State);
    }

    [Fact]
    public async Task Stream_leaves_out_only_the_numbers_of_what_is_not_for_readers()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var job = await app.RunAsync(TrainingApp.Request(trials: 40));

        var ids = (await ReadAsync(app, job)).Where(happened => happened.Id is not null)
            .Select(happened => int.Parse(happened.Id!, CultureInfo.InvariantCulture)).ToList();

        var journal = await app.Services.GetRequiredService<IJobJournal>().ReadAsync(job.Id, after: -1, Cancellation);
        Assert.Equal(Enumerable.Range(0, journal.Count), journal.Select(happened => happened.Sequence));
        var left = journal.Where(happened => !ids.Contains(happened.Sequence)).ToList();
        Assert.NotEmpty(left);
        Assert.All(left, happened => Assert.Equal(JobEventKind.Round, happened.Kind));
        Assert.Equal(journal[^1].Sequence, ids[^1]);
        Assert.Equal(JobEventKind.Done, journal[^1].Kind);
    }

    [Fact]
    public async Task Stream_resumed_behind_any_event_brings_exactly_the_rest()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var job = await app.RunAsync(TrainingApp.Request(trials: 24));
        var whole = (await ReadAsync(app, job)).Where(happened => happened.Id is not null).ToList();

        for (var i = 0; i < whole.Count; i++)
        {
            var rest = await ReadAsync(app, job, whole[i].Id);
            Assert.Equal(whole.Skip(i + 1), rest.Where(happened => happened.Id is not null));
        }

        using var wrong = await app.Http.GetAsync(
            new Uri($"api/training/jobs/{job.Id}/events?lastEventId=ten", UriKind.Relative), Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
    }

    [Fact]
    public async Task Reader_who_is_cut_off_again_and_again_loses_nothing_and_gets_nothing_twice()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var job = await app.PostAsync(TrainingApp.Request(trials: 200, batchSize: 8));

        var got = new List<(string? Id, string Name, string Data)>();
        for (var size = 3; got.Count == 0 || got[^1].Name != "done"; size = 3 + (size * 7 % 11))
        {
            var part = await ReadAsync(app, job, got.LastOrDefault(happened => happened.Id is not null).Id, size);
            got.AddRange(part.Where(happened => happened.Id is not null));
        }

        Assert.Equal((await ReadAsync(app, job)).Where(happened => happened.Id is not null), got);
    }

    [Fact]
    public async Task Two_hundred_streams_at_once_get_everything_and_leave_nothing_behind()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var job = await app.PostAsync(TrainingApp.Request(trials: 40));
        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 300 }) { BaseAddress = app.Http.BaseAddress };

        var streams = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => EventStreamReader.ReadAsync(
            http, $"api/training/jobs/{job.Id}/events", cancellationToken: Cancellation)));

        var numbered = streams.Select(events => events.Where(happened => happened.Id is not null).ToList()).ToList();
        Assert.Equal(40, numbered[0].Count(happened => happened.Name == "trial"));
        Assert.All(numbered, events => Assert.Equal(numbered[0], events));
        Assert.Equal(0, app.Services.GetRequiredService<JournalTailPool>().Count);
    }

    [Fact]
    public async Task Readers_who_close_their_browser_free_the_watch()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var job = await app.PostStandingAsync(TrainingApp.Request(trials: 10_000), completed: 8);
        var journalTails = app.Services.GetRequiredService<JournalTailPool>();

        using (var closing = CancellationTokenSource.CreateLinkedTokenSource(Cancellation))
        {
            using var begun = new CountdownEvent(5);
            var reading = Enumerable.Range(0, 5).Select(_ => FollowAsync(app, job, () => begun.Signal(), closing.Token)).ToList();
            while (!begun.IsSet)
            {
                await Task.Delay(20, Cancellation);
            }

            Assert.Equal(1, journalTails.Count);
            await closing.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(reading));
        }

        while (journalTails.Count > 0)
        {
            await Task.Delay(20, Cancellation);
        }

        using var stop = await app.PostAsync(job, "cancel");
        app.OpenGates();
        await app.WaitAsync(job);
    }

    [Fact]
    public async Task Stream_of_all_jobs_shows_each_from_its_start_to_its_end()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var states = new Dictionary<string, List<JobState>>(StringComparer.Ordinal);
        using var response = await app.Http.GetAsync(
            new Uri("api/training/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, Cancellation);

        var first = await app.PostAsync(TrainingApp.Request(trials: 300));
        var second = await app.PostAsync(TrainingApp.Request(trials: 20));
        await ReadStatesAsync(response, states, count: 2);

        Assert.Equal(new[] { first.Id, second.Id }.Order(StringComparer.Ordinal), states.Keys.Order(StringComparer.Ordinal));
        Assert.All(states.Values, seen =>
        {
            Assert.Equal(seen.Order(), seen);
            Assert.Equal(JobState.Completed, seen[^1]);
        });
    }

    // Tells when the first event has come, and reads on.
    private static async Task FollowAsync(TrainingApp app, TrainingJob job, Action begun, CancellationToken closing)
    {
        var isFirst = true;
        await foreach (var _ in EventStreamReader.FollowAsync(app.Http, $"api/training/jobs/{job.Id}/events", null, closing))
        {
            if (isFirst)
            {
                begun();
                isFirst = false;
            }
        }
    }

    private static async Task ReadStatesAsync(HttpResponseMessage response, Dictionary<string, List<JobState>> states, int count)
    {
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Cancellation));
        while (states.Count(entry => entry.Value[^1] == JobState.Completed) < count)
        {
            if (await reader.ReadLineAsync(Cancellation) is ['d', 'a', 't', 'a', ':', ' ', .. var data])
            {
                var job = Read<TrainingJob>(data);
                (states.TryGetValue(job.Id, out var seen) ? seen : states[job.Id] = []).Add(job.State);
            }
        }
    }

    private static Task<IReadOnlyList<(string? Id, string Name, string Data)>> ReadAsync(
        TrainingApp app, TrainingJob job, string? lastEventId = null, int most = int.MaxValue) =>
        EventStreamReader.ReadAsync(app.Http, $"api/training/jobs/{job.Id}/events", lastEventId, most, Cancellation);

    private static T Read<T>(string data) => JsonSerializer.Deserialize<T>(data, TradJson.Options)!;
}
