using System.Runtime.InteropServices;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trad.Functions.Api;
using Trad.Functions.Api.OpenApi;
using Trad.Functions.Operations.Duties;
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
    AppStart start, IEnumerable<IDuty> duties, TimeProvider clock)
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

    /// <summary><c>POST /api/training/jobs/cleanup</c>: what the app does by itself every five minutes, now; tells what was done.</summary>
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
            .. duties.OrderBy(duty => duty.Name, StringComparer.Ordinal).Select(duty => new TimerReport(
                duty.Name, duty.Schedule.Text, runs.GetValueOrDefault(duty.Name)?.Began, duty.Schedule.NextAfter(now),
                runs.GetValueOrDefault(duty.Name)?.Failure)),
        ];
    }
}
