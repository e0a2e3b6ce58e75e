using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;
using Trad.Functions.Tests.Hosting;
using Trad.Testing;
using Trad.Training.Jobs;

namespace Trad.Functions.Tests.Training.Streams;

/// <summary>The connections of event streams: what they begin with, how they are kept open, how they end.</summary>
public sealed class StreamConnectionTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("api/training/events")]
    [InlineData("api/training/jobs/{0}/events")]
    public async Task Stream_begins_at_once_and_nothing_on_the_way_may_hold_it_back(string address)
    {
        await using var app = await TrainingApp.StartAsync(azurite, ("MaxConcurrent", "1"), ("Trad:Streams:HeartbeatSeconds", "0.05"));
        var running = await app.PostStandingAsync(TrainingApp.Request(trials: 10_000), completed: 8);
        var waiting = await app.PostAsync(TrainingApp.Request(trials: 4));
        using var request = new HttpRequestMessage(HttpMethod.Get, string.Format(null, address, waiting.Id))
        {
            Headers = { { "Accept-Encoding", "gzip, br" } },
        };

        using var response = await app.Http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Cancellation));

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal((true, true), (response.Headers.CacheControl!.NoCache, response.Headers.CacheControl.NoTransform));
        Assert.Equal("no", response.Headers.GetValues("X-Accel-Buffering").Single());
        Assert.Empty(response.Content.Headers.ContentEncoding);
        Assert.Equal("retry: 1000", await reader.ReadLineAsync(Cancellation));
        for (var heartbeats = 0; heartbeats < 3;)
        {
            heartbeats += await reader.ReadLineAsync(Cancellation) == ":" ? 1 : 0;
        }

        using var stop = await app.PostAsync(running, "cancel");
    }

    [Fact]
    public async Task Stream_that_has_lived_long_enough_ends_and_the_next_brings_exactly_the_rest()
    {
        await using var app = await TrainingApp.StartAsync(azurite, ("Trad:Streams:LifeSeconds", "0.2"));
        var job = await app.PostAsync(TrainingApp.Request(trials: 3_000, batchSize: 16));

        var got = new List<(string? Id, string Name, string Data)>();
        var connections = 0;
        while (got.Count == 0 || got[^1].Name != "done")
        {
            got.AddRange(await NumberedAsync(app.Http, job, got.LastOrDefault().Id));
            connections++;
        }

        Assert.True(connections > 1, $"{connections} connections");
        Assert.Equal(3_000, got.Count(happened => happened.Name == "trial"));
        Assert.Equal(got.Select(happened => happened.Id).Distinct(), got.Select(happened => happened.Id));
        Assert.Empty(
            await EventStreamReader.ReadAsync(app.Http, $"api/training/jobs/{job.Id}/events", got[^1].Id, cancellationToken: Cancellation));
    }

    [Fact]
    public async Task Two_hundred_streams_on_forty_jobs_each_bring_the_whole_of_their_job_once()
    {
        await using var app = await TrainingApp.StartAsync(azurite, ("MaxConcurrent", "4"));
        var jobs = new List<TrainingJob>();
        for (var i = 0; i < 40; i++)
        {
            jobs.Add(await app.PostAsync(TrainingApp.Request(trials: 2, seed: i) with { Optimizer = "random" }));
        }

        using var http = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = 300 }) { BaseAddress = app.Http.BaseAddress };
        var streams = await Task.WhenAll(
            Enumerable.Range(0, 200).Select(async i => (Job: jobs[i % 40], Events: await NumberedAsync(http, jobs[i % 40]))));

        foreach (var job in jobs)
        {
            var whole = await NumberedAsync(http, job);
            Assert.Equal(2, whole.Count(happened => happened.Name == "trial"));
            Assert.Equal("done", whole[^1].Name);
            Assert.All(streams.Where(stream => stream.Job.Id == job.Id), stream => Assert.Equal(whole, stream.Events));
        }

        await AssertNoneIsLeftAsync(app);
    }

    [Fact]
    public async Task Readers_who_vanish_are_let_go_whether_they_reset_or_half_close_the_connection()
    {
        await using var app = await TrainingApp.StartAsync(azurite);
        var job = await app.PostStandingAsync(TrainingApp.Request(trials: 10_000), completed: 8);
        var readers = new List<Socket>();
        for (var i = 0; i < 100; i++)
        {
            readers.Add(await ConnectAsync(app, i % 3 == 0 ? "api/training/events" : $"api/training/jobs/{job.Id}/events"));
        }

        Assert.Equal(100, await OpenStreamsAsync(app));
        foreach (var (i, reader) in readers.Index())
        {
            if (i % 2 == 0)
            {
                reader.LingerState = new LingerOption(true, 0);
                reader.Close();
            }
            else
            {
                reader.Shutdown(SocketShutdown.Send);
            }
        }

        await AssertNoneIsLeftAsync(app);
        readers.ForEach(reader => reader.Dispose());
        using var stop = await app.PostAsync(job, "cancel");
    }

    private static async Task<IReadOnlyList<(string? Id, string Name, string Data)>> NumberedAsync(
        HttpClient http, TrainingJob job, string? lastEventId = null) =>
        [.. (await EventStreamReader.ReadAsync(
            http, $"api/training/jobs/{job.Id}/events", lastEventId,
            cancellationToken: Cancellation)).Where(happened => happened.Id is not null)];

    private static async Task<Socket> ConnectAsync(TrainingApp app, string address)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(app.Http.BaseAddress!.Host, app.Http.BaseAddress.Port, Cancellation);
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET /{address} HTTP/1.1\r\nHost: localhost\r\n\r\n"), Cancellation);
        var head = new byte[64];
        Assert.True(await socket.ReceiveAsync(head, Cancellation) > 0);
        Assert.StartsWith("HTTP/1.1 200", Encoding.ASCII.GetString(head), StringComparison.Ordinal);
        return socket;
    }

    private static async Task<int> OpenStreamsAsync(TrainingApp app) =>
        (await app.Http.GetFromJsonAsync<JsonObject>("api/system", Cancellation))!["openStreams"]!.GetValue<int>();

    private static async Task AssertNoneIsLeftAsync(TrainingApp app)
    {
        while (await OpenStreamsAsync(app) > 0)
        {
            await Task.Delay(20, Cancellation);
        }
    }
}
