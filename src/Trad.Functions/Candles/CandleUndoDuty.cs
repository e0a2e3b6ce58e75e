using Microsoft.DurableTask.Client;
using Trad.Functions.Operations.Duties;
using Trad.MarketData.History;

namespace Trad.Functions.Candles;

/// <summary>At every wake: drops what deletions and imports replaced, once they cannot be undone any more.</summary>
public sealed class CandleUndoDuty(CandleHistory history) : IDuty
{
    /// <inheritdoc/>
    public string Name => "CandleUndo";

    /// <inheritdoc/>
    public DutySchedule Schedule { get; } = DutySchedule.Parse(DutyTimer.Schedule);

    /// <inheritdoc/>
    public Task RunAsync(DurableTaskClient client, CancellationToken cancellationToken) => history.PruneAsync(cancellationToken);
}
