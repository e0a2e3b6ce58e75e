using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;

namespace Trad.Functions.Operations.Duties;

/// <summary>
/// The only timer: it wakes the app, which then does what is due. Each timer function of its own would wake an instance of its own where
/// functions scale to zero.
/// </summary>
public sealed class DutyTimer(DutyRound round)
{
    /// <summary>Every five minutes, half a minute after candles close.</summary>
    internal const string Schedule = "30 */5 * * * *";

    /// <summary>Does what is due.</summary>
    [Function(nameof(DutyTimer))]
    public Task Run(
        [TimerTrigger(Schedule, RunOnStartup = true)] TimerInfo timer, [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken) => round.RunAsync(client, cancellationToken);
}
