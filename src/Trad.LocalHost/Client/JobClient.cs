using System.Globalization;
using System.Net.Http.Headers;
using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Trad.Functions.Assets;
using Trad.Functions.Training;
using Trad.Training;
using Trad.Training.Assets;
using Trad.Training.Jobs;
using Trad.Training.Requests;
using Trad.Training.Trials;

namespace Trad.LocalHost.Client;

/// <summary>Training jobs.</summary>
public sealed class JobClient
{
    private const string Root = "api/training/jobs";

    private readonly ApiConnection _api;

    internal JobClient(ApiConnection api) => _api = api;

    /// <summary>Starts a training; the same idempotency key with the same request gives the same job.</summary>
    /// <exception cref="TradApiException">The request is wrong.</exception>
    public Task<TrainingJob> StartAsync(TrainingRequest request, string? idempotencyKey, CancellationToken cancellationToken) =>
        StartAsync((object)request, idempotencyKey, cancellationToken);

    /// <summary>Starts a training whose request is JSON, checked by the host.</summary>
    /// <exception cref="TradApiException">The request is wrong.</exception>
    public Task<TrainingJob> StartAsync(JsonObject request, string? idempotencyKey, CancellationToken cancellationToken) =>
        StartAsync((object)request, idempotencyKey, cancellationToken);

    private Task<TrainingJob> StartAsync(object request, string? idempotencyKey, CancellationToken cancellationToken) =>
        _api.SendAsync<TrainingJob>(HttpMethod.Post, Root, request, cancellationToken, headers => AddKey(headers, idempotencyKey));

    /// <summary>What a training would cost; nothing is recorded.</summary>
    /// <exception cref="TradApiException">The request is wrong.</exception>
    public Task<TrainingForecast> ForecastAsync(TrainingRequest request, CancellationToken cancellationToken) =>
        _api.SendAsync<TrainingForecast>(HttpMethod.Post, $"{Root}?dryRun=true", request, cancellationToken);

    /// <summary>What a training whose request is JSON would cost; nothing is recorded.</summary>
    /// <exception cref="TradApiException">The request is wrong.</exception>
    public Task<TrainingForecast> ForecastAsync(JsonObject request, CancellationToken cancellationToken) =>
        _api.SendAsync<TrainingForecast>(HttpMethod.Post, $"{Root}?dryRun=true", request, cancellationToken);

    /// <summary>A page of jobs, newest first.</summary>
    /// <exception cref="TradApiException">The list is not possible as asked for.</exception>
    public Task<ListPage<TrainingJob>> ListAsync(
        JobFilter filter, int? limit, string? continuationToken, CancellationToken cancellationToken) =>
        _api.GetAsync<ListPage<TrainingJob>>(
            ApiConnection.Address(
                Root,
                ("state", filter.State),
                ("strategy", filter.Strategy),
                ("symbol", filter.Symbol),
                ("limit", limit),
                ("continuationToken", continuationToken)),
            cancellationToken);

    /// <summary>A job as it is now, by identity or number.</summary>
    /// <exception cref="TradApiException">There is no such job.</exception>
    public Task<TrainingJob> GetAsync(string id, CancellationToken cancellationToken) =>
        _api.GetAsync<TrainingJob>(Path(id), cancellationToken);

    /// <summary>A page of a job's trials, in order.</summary>
    /// <exception cref="TradApiException">There is no such job.</exception>
    public Task<ListPage<TrialRecord>> ListTrialsAsync(
        string id, int? limit, string? continuationToken, CancellationToken cancellationToken) =>
        _api.GetAsync<ListPage<TrialRecord>>(
            ApiConnection.Address($"{Path(id)}/trials", ("limit", limit), ("continuationToken", continuationToken)), cancellationToken);

    /// <summary>All trials as a file, <c>csv</c> or <c>parquet</c>; the caller closes it.</summary>
    /// <exception cref="TradApiException">There is no such job or format.</exception>
    public Task<Stream> OpenTrialsAsync(string id, string format, CancellationToken cancellationToken) =>
        _api.OpenAsync(ApiConnection.Address($"{Path(id)}/trials", ("format", format)), cancellationToken);

    /// <summary>A page of a job's log, in order.</summary>
    /// <exception cref="TradApiException">There is no such job.</exception>
    public Task<ListPage<LogLine>> ListLogsAsync(
        string id, JobLogLevel? level, int? limit, string? continuationToken, CancellationToken cancellationToken) =>
        _api.GetAsync<ListPage<LogLine>>(
            ApiConnection.Address($"{Path(id)}/logs", ("level", level), ("limit", limit), ("continuationToken", continuationToken)),
            cancellationToken);

    /// <summary>What the trials say about the parameters, and about two of them together.</summary>
    /// <exception cref="TradApiException">There is no such job, or the pair is none of its parameters.</exception>
    public Task<JobInsight> GetInsightAsync(string id, string? pair, CancellationToken cancellationToken) =>
        _api.GetAsync<JobInsight>(ApiConnection.Address($"{Path(id)}/insight", ("pair", pair)), cancellationToken);

    /// <summary>What a completed trial did in sample, with its equity curve.</summary>
    /// <exception cref="TradApiException">There is no such trial, or it did not complete.</exception>
    public Task<BestTrialReport> GetTrialAsync(string id, int trial, CancellationToken cancellationToken) =>
        _api.GetAsync<BestTrialReport>($"{Path(id)}/trials/{trial}", cancellationToken);

    /// <summary>Publishes a completed trial of an ended job as an asset; the asset that there is when it was published before.</summary>
    /// <exception cref="TradApiException">There is no such trial, or it cannot be published.</exception>
    public Task<TrainedAsset> PublishTrialAsync(string id, int trial, CancellationToken cancellationToken) =>
        _api.SendAsync<TrainedAsset>(HttpMethod.Post, $"{Path(id)}/trials/{trial}/publish", null, cancellationToken);

    /// <summary>The best trial so far with its equity curve in sample.</summary>
    /// <exception cref="TradApiException">There is no such job, or it has no feasible trial yet.</exception>
    public Task<BestTrialReport> GetBestAsync(string id, CancellationToken cancellationToken) =>
        _api.GetAsync<BestTrialReport>($"{Path(id)}/best", cancellationToken);

    /// <summary>Cancels a job and keeps its finished trials.</summary>
    /// <exception cref="TradApiException">There is no such job.</exception>
    public Task<TrainingJob> CancelAsync(string id, bool publish, CancellationToken cancellationToken) =>
        _api.SendAsync<TrainingJob>(HttpMethod.Post, $"{Path(id)}/cancel", new CancelOptions { Publish = publish }, cancellationToken);

    /// <summary>Starts a job like another, with changes.</summary>
    /// <exception cref="TradApiException">There is no such job, or the changes are wrong.</exception>
    public Task<TrainingJob> CloneAsync(string id, JsonObject changes, CancellationToken cancellationToken) =>
        CloneAsync(id, changes, null, cancellationToken);

    /// <summary>The same; with an idempotency key, the same changes give the same job.</summary>
    /// <exception cref="TradApiException">There is no such job, the changes are wrong, or the key belongs to others.</exception>
    public Task<TrainingJob> CloneAsync(string id, JsonObject changes, string? idempotencyKey, CancellationToken cancellationToken) =>
        _api.SendAsync<TrainingJob>(
            HttpMethod.Post, $"{Path(id)}/clone", changes, cancellationToken, headers => AddKey(headers, idempotencyKey));

    /// <summary>Continues a finished job, with more trials.</summary>
    /// <exception cref="TradApiException">There is no such job, or it cannot go on.</exception>
    public Task<TrainingJob> ResumeAsync(string id, int? trials, CancellationToken cancellationToken) =>
        _api.SendAsync<TrainingJob>(HttpMethod.Post, $"{Path(id)}/resume", new ResumeOptions { Trials = trials }, cancellationToken);

    /// <summary>Removes a finished job with its log and trials.</summary>
    /// <exception cref="TradApiException">There is no such job, or it is not finished.</exception>
    public Task DeleteAsync(string id, CancellationToken cancellationToken) =>
        _api.SendAsync(HttpMethod.Delete, Path(id), cancellationToken);

    /// <summary>Finds jobs whose orchestration was lost and resumes or ends them.</summary>
    public Task<CleanupReport> CleanUpAsync(CancellationToken cancellationToken) =>
        _api.SendAsync<CleanupReport>(HttpMethod.Post, $"{Root}/cleanup", null, cancellationToken);

    /// <summary>
    /// What happens in a job, live, until it ends; behind an event when its id is given. The host ends a stream now and then;
    /// the next one goes on where it was.
    /// </summary>
    /// <exception cref="TradApiException">There is no such job.</exception>
    public IAsyncEnumerable<SseItem<string>> StreamAsync(string id, int? lastEventId, CancellationToken cancellationToken) =>
        FollowAsync(
            lastEventId?.ToString(CultureInfo.InvariantCulture), last => ApiConnection.Address($"{Path(id)}/events", ("lastEventId", last)),
            cancellationToken);

    /// <summary>
    /// What happens in all jobs, live, without end. The ids of <c>job</c> and <c>removed</c> events are those of changes.
    /// </summary>
    public IAsyncEnumerable<SseItem<string>> StreamAllAsync(CancellationToken cancellationToken) =>
        FollowAsync(null, last => ApiConnection.Address("api/training/events", ("lastEventId", last)), cancellationToken);

    private static void AddKey(HttpRequestHeaders headers, string? idempotencyKey)
    {
        if (idempotencyKey is not null)
        {
            headers.Add("Idempotency-Key", idempotencyKey);
        }
    }

    private async IAsyncEnumerable<SseItem<string>> FollowAsync(
        string? lastEventId, Func<string?, string> address, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (await _api.FindStreamAsync(address(lastEventId), cancellationToken) is { } stream)
        {
            await using (stream)
            {
                var parser = SseParser.Create(stream);
                await foreach (var item in parser.EnumerateAsync(cancellationToken))
                {
                    yield return item;
                    if (item.EventType == "done")
                    {
                        yield break;
                    }
                }

                lastEventId = parser.LastEventId.Length > 0 ? parser.LastEventId : lastEventId;
            }
        }
    }

    private static string Path(string id) => $"{Root}/{Uri.EscapeDataString(id)}";
}
