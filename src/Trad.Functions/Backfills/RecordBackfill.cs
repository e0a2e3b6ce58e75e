using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Trad.Functions.Operations;
using Trad.MarketData.Backfills;

namespace Trad.Functions.Backfills;

/// <summary>Keeps the summary of a backfill.</summary>
public sealed class RecordBackfill(IBackfillLog log, ILogger<RecordBackfill> logger)
{
    /// <summary>Records a run over what was recorded of it before.</summary>
    [Function(nameof(RecordBackfill))]
    public async Task Run([ActivityTrigger] BackfillRecord record, CancellationToken cancellationToken)
    {
        using var scope = logger.BeginBackfill(record.Id);
        await log.SaveAsync(record, cancellationToken);
        logger.Tell(record);
    }
}
