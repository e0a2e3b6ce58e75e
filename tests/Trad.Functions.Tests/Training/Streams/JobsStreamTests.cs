using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Trad.Functions.Tests.Hosting;
using Trad.Testing;
using Trad.Training;
using Trad.Training.Jobs;

namespace Trad.Functions.Tests.Training.Streams;

/// <summary>The stream over all jobs, read through another worker than the one that carries them out.</summary>
public sealed class JobsStreamTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Job_that_comes_and_ends_in_a_moment_in_another_process_is_seen()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        await using var second = await app.StartSecondAsync();

        // The end of a job may be shown before its own event: an earlier change is shown with the job as it is by then.
        IEnumerable<string> Ended(IEnumerable<(string? Id, string Name, string Data)> events) =>
            events.Where(happened => IsOver(happened.Data)).Select(happened => IdOf(happened.Data)).Distinct();
        var reading = ReadUntilAsync(second, null, events => Ended(events).Count() == 3);

        var jobs = new List<TrainingJob>();
        for (var i = 0; i < 3; i++)
        {
            jobs.Add(await app.RunAsync(TrainingApp.Request(trials: 2, seed: i)));
        }

        var events = await reading;
        Assert.Equal(jobs.Select(job => job.Id), Ended(events));
        AssertIdsGrow(events);
    }

    [Fact]
    public async Task Stream_resumed_behind_any_change_brings_every_job_that_changed_behind_it_as_it_is_now()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var first = await app.RunAsync(TrainingApp.Request(trials: 2));
        var second = await app.RunAsync(TrainingApp.Request(trials: 2, seed: 7));
        using var resume = await app.PostAsync(first, "resume", new { trials = 2 });
        var resumed = await app.WaitAsync(first, found => found is { Attempt: 2, IsFinished: true });
        var gone = await app.RunAsync(TrainingApp.Request(trials: 2, seed: 8));
        using var delete = await app.Http.DeleteAsync(new Uri($"api/training/jobs/{gone.Id}", UriKind.Relative), Cancellation);
        Assert.True(delete.IsSuccessStatusCode);

        // Three changes per run: created, started, ended; two more when it is resumed, and the removal last.
        (string Job, int At)[] last = [(second.Id, 5), (resumed.Id, 8), (gone.Id, 12)];
        for (var after = 0; after < 12; after++)
        {
            var expected = last.Where(change => change.At > after).ToList();
            var events = await ReadUntilAsync(app, after.ToString(CultureInfo.InvariantCulture), seen => seen.Count == expected.Count);

            Assert.Equal(expected, events.Select(happened => (IdOf(happened.Data), int.Parse(happened.Id!, CultureInfo.InvariantCulture))));
            Assert.Equal("removed", events[^1].Name);
            Assert.All(events.SkipLast(1), happened => Assert.Equal(JobState.Completed, Read(happened.Data).State));
        }
    }

    [Fact]
    public async Task Reader_who_is_cut_off_again_and_again_sees_the_end_of_every_job_and_no_change_twice()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        await using var second = await app.StartSecondAsync();
        async Task RunAsync()
        {
            for (var i = 0; i < 12; i++)
            {
                await app.RunAsync(TrainingApp.Request(trials: 2, seed: i) with { Optimizer = "random" });
            }
        }

        var running = RunAsync();

        // Connections of one to seven events, in turn through either worker.
        var got = new List<(string? Id, string Name, string Data)>();
        bool IsComplete() =>
            got.Where(happened => happened.Id is not null && IsOver(happened.Data)).Select(happened => IdOf(happened.Data)).Distinct()
                .Count() == 12;
        for (var size = 1; !IsComplete(); size = 1 + (size * 5 % 7))
        {
            var most = got.Count + size;
            var http = size % 2 == 0 ? app.Http : second.Http;
            await foreach (var happened in EventStreamReader.FollowAsync(
                http, "api/training/events", got.LastOrDefault(known => known.Id is not null).Id, Cancellation))
            {
                got.Add(happened);
                if (got.Count == most || IsComplete())
                {
                    break;
                }
            }
        }

        await running;
        AssertIdsGrow(got);
    }

    [Fact]
    public async Task Id_that_is_none_is_refused_and_one_beyond_the_end_begins_anew()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var job = await app.PostStandingAsync(TrainingApp.Request(trials: 10_000), completed: 8);

        using var wrong = await app.Http.GetAsync(new Uri("api/training/events?lastEventId=ten", UriKind.Relative), Cancellation);
        var events = await EventStreamReader.ReadAsync(app.Http, "api/training/events", "999999", 1, Cancellation);

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, wrong.StatusCode);
        Assert.Equal(job.Id, IdOf(events.Single().Data));
        using var stop = await app.PostAsync(job, "cancel");
    }

    private static async Task<IReadOnlyList<(string? Id, string Name, string Data)>> ReadUntilAsync(
        TrainingApp app, string? lastEventId, Predicate<IReadOnlyList<(string? Id, string Name, string Data)>> isEnough)
    {
        var events = new List<(string? Id, string Name, string Data)>();
        await foreach (var happened in EventStreamReader.FollowAsync(app.Http, "api/training/events", lastEventId, Cancellation))
        {
            if (happened.Id is not null || lastEventId is null)
            {
                events.Add(happened);
            }

            if (isEnough(events))
            {
                break;
            }
        }

        return events;
    }

    private static void AssertIdsGrow(IEnumerable<(string? Id, string Name, string Data)> events)
    {
        var ids = events.Where(happened => happened.Id is not null)
            .Select(happened => int.Parse(happened.Id!, CultureInfo.InvariantCulture)).ToList();
        Assert.Equal(ids.Distinct().Order(), ids);
    }

    private static bool IsOver(string data) => JsonNode.Parse(data)!["state"]?.GetValue<string>() is "completed" or "failed" or "cancelled";

    private static string IdOf(string data) => JsonNode.Parse(data)!["id"]!.GetValue<string>();

    private static TrainingJob Read(string data) => JsonSerializer.Deserialize<TrainingJob>(data, TradJson.Options)!;
}
