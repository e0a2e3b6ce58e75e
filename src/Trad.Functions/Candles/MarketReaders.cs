using Microsoft.DurableTask.Client;
using Trad.Candles;
using Trad.Candles.Stores;
using Trad.Functions.Training;
using Trad.MarketData.Backfills;
using Trad.Training.Jobs;

namespace Trad.Functions.Candles;

/// <summary>Finds out who reads or fills a market, so that nothing is taken away under his hands.</summary>
public sealed class MarketReaders(IJobStore jobs)
{
    /// <summary>
    /// A training job or a backfill that is not finished, in words; null when there is none. A job reads its own interval, or shorter ones
    /// that its candles are made from or that trades are followed in.
    /// </summary>
    public async Task<string?> FindAsync(DurableTaskClient client, Market market, CancellationToken cancellationToken)
    {
        foreach (var id in await jobs.ReadUnfinishedAsync(null, cancellationToken))
        {
            if (await TryReadAsync(id, cancellationToken) is { } job && Reads(job, market))
            {
                return $"The training job #{job.Number} ('{job.Id}') reads it and is not finished; cancel it, or wait for its end.";
            }
        }

        var backfill = await client.FindInstanceAsync(BackfillRunId.InstanceOf(market), cancellationToken);
        return backfill is { IsCompleted: false }
            ? $"The backfill '{backfill.InstanceId}' fills it and is not finished; cancel it, or wait for its end."
            : null;
    }

    // A job whose record cannot be read is not running.
    private async Task<TrainingJob?> TryReadAsync(string id, CancellationToken cancellationToken)
    {
        try
        {
            return await jobs.FindAsync(id, cancellationToken);
        }
        catch (DamagedRecordException)
        {
            return null;
        }
    }

    private static bool Reads(TrainingJob job, Market market) =>
        job.Request.Exchange == market.Exchange
        && job.Request.AllSymbols.Contains(market.Symbol, StringComparer.Ordinal)
        && Interval.TryParse(job.Request.Interval, out var interval)
        && market.Interval.Milliseconds <= interval.Milliseconds;
}
