using Microsoft.Azure.Functions.Worker;
using Trad.MarketData.Backfills;

namespace Trad.Functions.Backfills;

/// <summary>Keeps the summary of a backfill.</summary>
public sealed class RecordBackfill(IBackfillLog log)
{
    /// <summary>Records a run over what was recorded of it before.</summary>
    [Function(nameof(RecordBackfill))]
    public async Task Run([ActivityTrigger] BackfillRecord record, CancellationToken cancellationToken) =>
        await log.SaveAsync(record, cancellationToken);
}
