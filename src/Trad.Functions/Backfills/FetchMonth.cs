using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Trad.Candles.Stores;
using Trad.Functions.Operations;
using Trad.MarketData.Backfills;
using Trad.MarketData.Exchanges;
using Trad.MarketData.History;
using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.Functions.Backfills;

/// <summary>Fetches and stores one month of a backfill.</summary>
public sealed class FetchMonth(CandleBackfill backfill, CandleRuns runs, WorkMetrics metrics, ILogger<FetchMonth> logger)
{
    /// <summary>Fetches what is missing; doing it again fetches nothing. Passing faults are thrown, so that they are retried.</summary>
    [Function(nameof(FetchMonth))]
    public async Task<FetchedMonth> Run([ActivityTrigger] BackfillMonth month, CancellationToken cancellationToken)
    {
        using var scope = logger.BeginBackfill(month.Run.Id);
        try
        {
            var market = month.Run.ToMarket();
            var result = await backfill.RunAsync(market, month.Step, runs.Backfill(month.Run), cancellationToken);
            metrics.CountCandles(market, result.Inserted);
            return new FetchedMonth(result);
        }
        catch (ExchangeBannedException banned)
        {
            return new FetchedMonth(null, BannedUntil: banned.Until);
        }
        catch (ExchangeException refused) when (refused.IsRefusal)
        {
            return new FetchedMonth(null, refused.Message);
        }
        catch (Exception unusable) when (unusable is CandleStoreException or ArgumentException)
        {
            return new FetchedMonth(null, ArgumentText.FromException(unusable));
        }
    }
}
