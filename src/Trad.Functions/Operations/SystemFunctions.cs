using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using NCrontab;
using Trad.Functions.Api;
using Trad.Functions.Api.OpenApi;
using Trad.Functions.Assets;
using Trad.Functions.Backfills;
using Trad.Functions.Candles;
using Trad.Functions.Training;
using Trad.Functions.Training.Streams;
using Trad.Storage;
using Trad.Storage.Requests;
using Trad.Training;
using Trad.Training.Jobs;
using Trad.Training.Operations;

namespace Trad.Functions.Operations;

/// <summary>What runs here, over HTTP: version, storage, jobs, orchestrations, timers; and the clean-up on demand.</summary>
public sealed class SystemFunctions(
    StorageClients storage, IJobBacklog backlog, ITimerLog timers, JobCleanup cleanup, JournalTailPool journalTails, FeedTail feedTail,
    AppStart start, IConfiguration configuration,
    TimeProvider clock)
{
    /// <summary><c>GET /api/system</c>: the state of the app.</summary>
    [Function(nameof(GetSystem))]
    [Answers(StatusCodes.Status200OK, typeof(SystemReport))]
    public async Task<IResult> GetSystem(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "api/system")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        var queue = await backlog.ReadAsync(cancellationToken);
        var version = AppVersion.Current.Split('+');
        return Results.Json(
            new SystemReport(
                version[0],
                version.ElementAtOrDefault(1),
                start.At,
                $"{Environment.MachineName}, {RuntimeInformation.OSDescription}, {RuntimeInformation.FrameworkDescription}",
                storage.Tables.Uri.Host,
                queue.Running,
                queue.Waiting.Count(),
                journalTails.Readers + feedTail.Count,
                await StorageWait.ForAsync(token => RecentOrchestrations.ReadAsync(client, clock.GetUtcNow(), token), cancellationToken),
                await ListTimersAsync(cancellationToken)),
            TradJson.Options);
    }

    /// <summary><c>POST /api/training/jobs/cleanup</c>: what the timer does every five minutes, now; tells what was done.</summary>
    [Function(nameof(CleanUpJobs))]
    [Answers(StatusCodes.Status200OK, typeof(CleanupReport))]
    public async Task<IResult> CleanUpJobs(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "api/training/jobs/cleanup")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) =>
        Results.Json(await cleanup.RunAsync(new DurableOrchestrations(client), cancellationToken), TradJson.Options);

    private async Task<IReadOnlyList<TimerReport>> ListTimersAsync(CancellationToken cancellationToken)
    {
        var runs = await timers.ReadAsync(cancellationToken);
        var now = clock.GetUtcNow();
        return
        [
            .. new[]
            {
                (Name: nameof(BackfillTimer),
                    Schedule: configuration[BackfillTimer.ScheduleSetting] ?? $"%{BackfillTimer.ScheduleSetting}%"),
                (Name: nameof(AssetPurgeTimer), AssetPurgeTimer.Schedule),
                (Name: nameof(CandleUndoTimer), CandleUndoTimer.Schedule),
                (Name: nameof(OrphanCleanupTimer), OrphanCleanupTimer.Schedule),
                (Name: nameof(RetentionTimer), RetentionTimer.Schedule),
            }.Select(timer => new TimerReport(
                timer.Name,
                timer.Schedule,
                runs.TryGetValue(timer.Name, out var last) ? last : null,
                NextOccurrence(timer.Schedule, now))),
        ];
    }

    private static DateTimeOffset? NextOccurrence(string schedule, DateTimeOffset now) =>
        CrontabSchedule.TryParse(schedule, new CrontabSchedule.ParseOptions { IncludingSeconds = true }) is { } read
            ? new DateTimeOffset(read.GetNextOccurrence(now.UtcDateTime), TimeSpan.Zero)
            : null;
}
