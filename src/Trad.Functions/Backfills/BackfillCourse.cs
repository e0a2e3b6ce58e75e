using Microsoft.DurableTask;
using Trad.MarketData.Backfills;

namespace Trad.Functions.Backfills;

/// <summary>
/// The course of one backfill orchestration: planning, fetching a few months at once, waiting for bans to end, stopping when told.
/// </summary>
internal sealed class BackfillCourse(TaskOrchestrationContext context, BackfillRun run, BackfillTally tally)
{
    /// <summary>Passing faults are tried three times, beyond the retries of each request.</summary>
    public static readonly TaskOptions Persistent =
        TaskOptions.FromRetryPolicy(
            new RetryPolicy(maxNumberOfAttempts: 3, firstRetryInterval: TimeSpan.FromSeconds(2), backoffCoefficient: 2));

    private const int MonthsAtOnce = 3;

    // Months in flight when a backfill is cancelled are waited for this long, so that its summary counts them.
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(3);

    private readonly List<(Task<FetchedMonth> Task, BackfillStep Step)> _running = [];
    private readonly Queue<BackfillStep> _waiting = [];
    private readonly Task _cancelled = context.WaitForExternalEvent<string>(BackfillOrchestrator.CancelEvent);

    /// <summary>Does what there is to do; true when it was cancelled before its end. Failures are in the tally.</summary>
    public async Task<bool> FollowAsync()
    {
        Show();
        if (!await PlanAsync())
        {
            return true;
        }

        while (!_cancelled.IsCompleted && (_waiting.Count > 0 || _running.Count > 0))
        {
            while (_running.Count < MonthsAtOnce && _waiting.TryDequeue(out var step))
            {
                _running.Add((context.CallActivityAsync<FetchedMonth>(nameof(FetchMonth), new BackfillMonth(run, step), Persistent), step));
            }

            if (await Task.WhenAny([.. _running.Select(each => each.Task), _cancelled]) != _cancelled
                && await SettleOneAsync() is { } bannedUntil)
            {
                await PauseAsync(bannedUntil);
            }
        }

        await PartAsync();
        return _waiting.Count > 0 || _running.Count > 0;
    }

    /// <summary>Plans and records that the run has begun; false when it was cancelled before there was a plan.</summary>
    private async Task<bool> PlanAsync()
    {
        try
        {
            while (!_cancelled.IsCompleted)
            {
                var plan = await context.CallActivityAsync<PlannedBackfill>(nameof(PlanBackfill), run, Persistent);
                if (plan.BannedUntil is { } until)
                {
                    await PauseAsync(until);
                    continue;
                }

                if (plan.Refusal is { } refusal)
                {
                    tally.Fail(refusal);
                }

                await BeginAsync(plan.Steps);
                return true;
            }
        }
        catch (TaskFailedException failed)
        {
            tally.Fail(failed.FailureDetails.ErrorMessage);
            return true;
        }

        return false;
    }

    private async Task BeginAsync(IReadOnlyList<BackfillStep> steps)
    {
        foreach (var step in steps)
        {
            _waiting.Enqueue(step);
        }

        if (steps.Count > 0)
        {
            tally.Begin(steps);
            await context.CallActivityAsync(nameof(RecordBackfill), tally.ToRecord(ended: null), Persistent);
            Show();
        }
    }

    /// <summary>Takes the result of a month that is done; when it was banned, puts it back and tells until when.</summary>
    private async Task<DateTimeOffset?> SettleOneAsync()
    {
        var position = _running.FindIndex(each => each.Task.IsCompleted);
        var (task, step) = _running[position];
        _running.RemoveAt(position);
        try
        {
            var month = await task;
            if (month.BannedUntil is { } until)
            {
                _waiting.Enqueue(step);
                return until;
            }

            if (month.Result is { } result)
            {
                tally.Add(step, result);
            }
            else
            {
                tally.Fail(month.Refusal ?? $"{run.ToMarket()} {step.Month}: nothing came of it");
            }
        }
        catch (TaskFailedException failed)
        {
            tally.Fail(failed.FailureDetails.ErrorMessage);
        }

        Show();
        return null;
    }

    /// <summary>Asks nothing until the ban ends or the backfill is cancelled.</summary>
    private async Task PauseAsync(DateTimeOffset until)
    {
        tally.PausedUntil = until;
        Show();
        await WaitAsync(until.UtcDateTime, _cancelled);
        tally.PausedUntil = null;
        Show();
    }

    /// <summary>Lets the months in flight end, for a while.</summary>
    private async Task PartAsync()
    {
        var end = context.CurrentUtcDateTime + Farewell;
        while (_running.Count > 0 && context.CurrentUtcDateTime < end)
        {
            await WaitAsync(end, Task.WhenAny(_running.Select(each => each.Task)));
            while (_running.Exists(each => each.Task.IsCompleted))
            {
                await SettleOneAsync();
            }
        }
    }

    /// <summary>Waits for the moment or the task, and takes back the timer, which would keep the orchestration alive.</summary>
    private async Task WaitAsync(DateTime moment, Task task)
    {
        using var stop = new CancellationTokenSource();
        await Task.WhenAny(context.CreateTimer(moment, stop.Token), task);

        // The callbacks of CancelAsync would run on another thread, where no orchestrator code may.
        CancelHere(stop);
    }

    private void Show() => context.SetCustomStatus(tally.At(context.CurrentUtcDateTime));

    private static void CancelHere(CancellationTokenSource source) => source.Cancel();
}
