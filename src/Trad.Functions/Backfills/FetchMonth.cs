using Microsoft.Azure.Functions.Worker;
using Trad.MarketData.Backfills;

namespace Trad.Functions.Backfills;

/// <summary>Fetches and stores one month of a backfill.</summary>
public sealed class FetchMonth(CandleBackfill backfill)
{
    /// <summary>Fetches what is missing; doing it again fetches nothing.</summary>
    [Function(nameof(FetchMonth))]
    public Task<BackfillStepResult> Run([ActivityTrigger] BackfillMonth month, CancellationToken cancellationToken) =>
        backfill.RunAsync(month.Run.ToMarket(), month.Step, cancellationToken);
}
