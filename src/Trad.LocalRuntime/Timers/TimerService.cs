using Azure.Data.Tables;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Trad.LocalRuntime.Durable.Storage;
using Trad.LocalRuntime.Hosting;

namespace Trad.LocalRuntime.Timers;

/// <summary>
/// Calls timer functions on their schedules. A monitored schedule is kept in <c>{hub}Timers</c>; whatever came due while
/// the host was down fires once at the start, marked as past due. A function is not called while it is still running.
/// </summary>
internal sealed class TimerService(
    FunctionCatalog functions, HubStorage storage, LocalRuntimeOptions options, IConfiguration configuration,
    IServiceProvider services, TimeProvider clock, ILogger<TimerService> log)
    : BackgroundService
{
    private const string Partition = "timer";

    // Task.Delay takes at most about 49 days.
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(1);

    private readonly StoragePatience _patience = new(log, clock);
    private readonly TableClient _table = storage.Tables.GetTableClient($"{options.HubName}Timers");

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (functions.Timers.Count > 0)
        {
            await _table.CreateIfNotExistsAsync(cancellationToken);
        }

        await base.StartAsync(cancellationToken);
    }

    protected override Task ExecuteAsync(CancellationToken stoppingToken) =>
        Task.WhenAll(functions.Timers.Select(function => RunAsync(function, stoppingToken)));

    private async Task RunAsync(TimerFunction function, CancellationToken cancellationToken)
    {
        var schedule = TimerSchedule.Parse(function, configuration);
        var monitored = function.Trigger.UseMonitor;
        var status = monitored
            ? await _patience.UntilDoneAsync(
                $"the schedule of {function.Name}", () => ReadAsync(function.Name, cancellationToken), cancellationToken)
            : null;
        if (function.Trigger.RunOnStartup || (status is not null && status.Next <= Now()))
        {
            await CallAsync(
                function, new TimerInfo { ScheduleStatus = status, IsPastDue = status is not null && status.Next <= Now() },
                cancellationToken);
        }

        while (true)
        {
            var (last, began) = (Now(), clock.GetTimestamp());
            status = new ScheduleStatus { Last = last, Next = schedule.GetNextOccurrence(last), LastUpdated = last };
            if (monitored)
            {
                await _patience.UntilDoneAsync(
                    $"the schedule of {function.Name}", () => WriteAsync(function.Name, status, cancellationToken), cancellationToken);
            }

            await WaitAsync(status, began, cancellationToken);

            await CallAsync(function, new TimerInfo { ScheduleStatus = monitored ? status : null }, cancellationToken);
        }
    }

    // Until the clock says so; where it was set back, no longer than it would have taken.
    private async Task WaitAsync(ScheduleStatus status, long began, CancellationToken cancellationToken)
    {
        while (Shorter(status.Next - Now(), status.Next - status.Last - clock.GetElapsedTime(began)) is var wait && wait > TimeSpan.Zero)
        {
            await Task.Delay(Shorter(wait, LongestDelay), clock, cancellationToken);
        }
    }

    private static TimeSpan Shorter(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private DateTime Now() => clock.GetUtcNow().UtcDateTime;

    private async Task CallAsync(TimerFunction function, TimerInfo timer, CancellationToken cancellationToken)
    {
        try
        {
            await function.InvokeAsync(services, timer, cancellationToken);
        }
        catch (Exception failure) when (!cancellationToken.IsCancellationRequested)
        {
            log.LogError(failure, "The timer function {Function} failed", function.Name);
        }
    }

    private async Task<ScheduleStatus?> ReadAsync(string function, CancellationToken cancellationToken)
    {
        var found = await _table.GetEntityIfExistsAsync<TableEntity>(Partition, function, cancellationToken: cancellationToken);
        return found.HasValue
            ? new ScheduleStatus
            {
                Last = found.Value!.GetDateTimeOffset("Last")!.Value.UtcDateTime,
                Next = found.Value.GetDateTimeOffset("Next")!.Value.UtcDateTime,
                LastUpdated = found.Value.GetDateTimeOffset("LastUpdated")!.Value.UtcDateTime,
            }
            : null;
    }

    private Task<Azure.Response> WriteAsync(string function, ScheduleStatus status, CancellationToken cancellationToken) =>
        _table.UpsertEntityAsync(
        new TableEntity(Partition, function)
        {
            ["Last"] = new DateTimeOffset(status.Last, TimeSpan.Zero),
            ["Next"] = new DateTimeOffset(status.Next, TimeSpan.Zero),
            ["LastUpdated"] = new DateTimeOffset(status.LastUpdated, TimeSpan.Zero),
        },
        TableUpdateMode.Replace,
        cancellationToken);
}
