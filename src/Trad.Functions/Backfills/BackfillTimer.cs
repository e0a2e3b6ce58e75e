using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;
using Trad.Candles;
using Trad.Candles.Stores;
using Trad.MarketData.Backfills;
using Trad.Training.Jobs;
using Trad.Training.Operations;

namespace Trad.Functions.Backfills;

/// <summary>Keeps the configured markets up to date.</summary>
public sealed class BackfillTimer(
    IOptions<BackfillOptions> options, IBackfillLog log, ICandleStore candles, ITimerLog timers, WorkMetrics metrics, TimeProvider clock)
{
    /// <summary>The setting that holds the timer's schedule.</summary>
    public const string ScheduleSetting = "TradBackfillSchedule";

    /// <summary>Every five minutes, thirty seconds after the candle's close.</summary>
    public const string DefaultSchedule = "30 */5 * * * *";

    /// <summary>Starts a backfill for every configured market that has none running.</summary>
    [Function(nameof(BackfillTimer))]
    public async Task Run(
        [TimerTrigger($"%{ScheduleSetting}%")] TimerInfo timer, [DurableClient] DurableTaskClient client,
        CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        await timers.RecordAsync(nameof(BackfillTimer), now, cancellationToken);
        foreach (var market in options.Value.ToMarkets())
        {
            var range = options.Value.RangeOf(market.Interval, now);
            var run = new BackfillRun(
                BackfillRunId.Create(market, now).ToString(), market.Exchange, market.Symbol, market.Interval, range,
                BackfillTrigger.Timer);
            await BackfillStarter.StartAsync(client, run, cancellationToken);
            if (metrics.IsLagCollected && await candles.ListWithDamagedAsync(market, cancellationToken) is [.., var newest])
            {
                // As it was before this run, which has only begun.
                var closed = DateTimeOffset.FromUnixTimeMilliseconds(market.Interval.CloseOf(newest.LastOpenTime));
                metrics.RecordLag(market, now - closed);
            }
        }

        await log.PruneAsync(now.AddDays(-options.Value.KeepRunsDays), cancellationToken);
    }
}
