using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Trad.MarketData.Backfills;

namespace Trad.Functions.Backfills;

/// <summary>A backfill: plan from what is stored, then fetch month by month, a few at once. After a crash it goes on where it stopped.</summary>
public static class BackfillOrchestrator
{
    private const int MonthsAtOnce = 3;

    private static readonly TaskOptions Persistent =
        TaskOptions.FromRetryPolicy(new RetryPolicy(maxNumberOfAttempts: 3, firstRetryInterval: TimeSpan.FromSeconds(2), backoffCoefficient: 2));

    /// <summary>Carries out a backfill and returns its summary.</summary>
    [Function(nameof(BackfillOrchestrator))]
    public static async Task<BackfillProgress> Run([OrchestrationTrigger] TaskOrchestrationContext context, BackfillRun run)
    {
        var started = context.CurrentUtcDateTime;
        var steps = await context.CallActivityAsync<IReadOnlyList<BackfillStep>>(nameof(PlanBackfill), run, Persistent);
        var tally = new BackfillTally(steps, started);
        context.SetCustomStatus(tally.At(context.CurrentUtcDateTime));

        var running = new List<Task<BackfillStepResult>>();
        foreach (var step in steps)
        {
            if (running.Count == MonthsAtOnce)
            {
                await FinishOneAsync(context, running, tally);
            }

            running.Add(context.CallActivityAsync<BackfillStepResult>(nameof(FetchMonth), new BackfillMonth(run, step), Persistent));
        }

        while (running.Count > 0)
        {
            await FinishOneAsync(context, running, tally);
        }

        return tally.At(context.CurrentUtcDateTime);
    }

    private static async Task FinishOneAsync(TaskOrchestrationContext context, List<Task<BackfillStepResult>> running, BackfillTally tally)
    {
        var done = await Task.WhenAny(running);
        running.Remove(done);
        tally.Add(await done);
        context.SetCustomStatus(tally.At(context.CurrentUtcDateTime));
    }
}
