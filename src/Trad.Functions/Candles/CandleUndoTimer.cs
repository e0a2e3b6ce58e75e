using Microsoft.Azure.Functions.Worker;
using Trad.MarketData.History;
using Trad.Training.Operations;

namespace Trad.Functions.Candles;

/// <summary>Every five minutes: drops what deletions and imports replaced, once they cannot be undone any more.</summary>
public sealed class CandleUndoTimer(CandleHistory history, ITimerLog timers, TimeProvider clock)
{
    /// <summary>Every five minutes.</summary>
    internal const string Schedule = "15 */5 * * * *";

    /// <summary>Drops it.</summary>
    [Function(nameof(CandleUndoTimer))]
    public async Task Run([TimerTrigger(Schedule)] TimerInfo timer, CancellationToken cancellationToken)
    {
        await timers.RecordAsync(nameof(CandleUndoTimer), clock.GetUtcNow(), cancellationToken);
        await history.PruneAsync(cancellationToken);
    }
}
