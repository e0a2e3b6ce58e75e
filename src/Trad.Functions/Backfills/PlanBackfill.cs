using Microsoft.Azure.Functions.Worker;
using Trad.MarketData.Backfills;

namespace Trad.Functions.Backfills;

/// <summary>Plans a backfill from what is stored.</summary>
public sealed class PlanBackfill(CandleBackfill backfill)
{
    /// <summary>The months to fetch, newest first.</summary>
    [Function(nameof(PlanBackfill))]
    public Task<IReadOnlyList<BackfillStep>> Run([ActivityTrigger] BackfillRun run, CancellationToken cancellationToken) =>
        backfill.PlanAsync(run.ToMarket(), run.Range, run.IsRepair, cancellationToken);
}
