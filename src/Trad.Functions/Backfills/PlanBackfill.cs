using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Trad.Candles.Stores;
using Trad.Functions.Operations;
using Trad.MarketData.Backfills;
using Trad.MarketData.Exchanges;
using Trad.Training.Requests;

namespace Trad.Functions.Backfills;

/// <summary>Plans a backfill from what is stored.</summary>
public sealed class PlanBackfill(CandleBackfill backfill, ILogger<PlanBackfill> logger)
{
    /// <summary>The months to fetch, newest first. Passing faults are thrown, so that they are retried.</summary>
    [Function(nameof(PlanBackfill))]
    public async Task<PlannedBackfill> Run([ActivityTrigger] BackfillRun run, CancellationToken cancellationToken)
    {
        using var scope = logger.BeginBackfill(run.Id);
        try
        {
            return new PlannedBackfill(await backfill.PlanAsync(run.ToMarket(), run.Range, run.IsRepair, cancellationToken));
        }
        catch (ExchangeBannedException banned)
        {
            return new PlannedBackfill([], BannedUntil: banned.Until);
        }
        catch (ExchangeException refused) when (refused.IsRefusal)
        {
            return new PlannedBackfill([], refused.Message);
        }
        catch (Exception unusable) when (unusable is CandleStoreException or ArgumentException)
        {
            return new PlannedBackfill([], ArgumentText.FromException(unusable));
        }
    }
}
