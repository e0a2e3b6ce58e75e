using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Trad.Functions.Backfills;
using Trad.Training.Jobs;

namespace Trad.Functions.Operations.Duties;

/// <summary>
/// The only timer: it wakes the app, which then does what is due. Each timer function of its own would wake an instance of its own where
/// functions scale to zero.
/// </summary>
public sealed class DutyTimer(DutyRound round, MarketFreshness freshness, WorkMetrics metrics)
{
    /// <summary>Every five minutes, half a minute after candles close.</summary>
    internal const string Schedule = "30 */5 * * * *";

    /// <summary>Does what is due.</summary>
    [Function(nameof(DutyTimer))]
    public async Task Run(
        [TimerTrigger(Schedule, RunOnStartup = true)] TimerInfo timer, [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        await round.RunAsync(client, cancellationToken);
        if (metrics.IsLagCollected)
        {
            // At every wake, however seldom candles are fetched: whoever watches takes silence for a fault.
            foreach (var lag in await freshness.MeasureAsync(cancellationToken))
            {
                metrics.RecordLag(lag.Market, lag.Age, lag.Behind);
            }
        }
    }
}
