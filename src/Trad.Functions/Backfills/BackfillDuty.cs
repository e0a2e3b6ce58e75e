using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Trad.Functions.Operations.Duties;
using Trad.MarketData.Backfills;

namespace Trad.Functions.Backfills;

/// <summary>Keeps the configured markets up to date: starts a backfill for every one that has none running.</summary>
public sealed class BackfillDuty(
    IOptions<BackfillOptions> options, IBackfillLog log, IConfiguration configuration, TimeProvider clock) : IDuty
{
    /// <summary>Its name.</summary>
    public const string DutyName = "Backfill";

    /// <summary>The setting that holds its schedule; without it no market is kept up to date.</summary>
    public const string ScheduleSetting = "TradBackfillSchedule";

    /// <summary>Every five minutes, thirty seconds after the candle's close: when the app wakes anyway.</summary>
    public const string DefaultSchedule = DutyTimer.Schedule;

    /// <inheritdoc/>
    public string Name => DutyName;

    /// <inheritdoc/>
    public DutySchedule Schedule { get; } = DutySchedule.OfSetting(configuration, ScheduleSetting);

    /// <inheritdoc/>
    public async Task RunAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        foreach (var market in options.Value.ToMarkets())
        {
            var range = options.Value.RangeOf(market.Interval, now);
            var run = new BackfillRun(
                BackfillRunId.Create(market, now).ToString(), market.Exchange, market.Symbol, market.Interval, range,
                BackfillTrigger.Timer);
            await BackfillStarter.StartAsync(client, run, cancellationToken);
        }

        await log.PruneAsync(now.AddDays(-options.Value.KeepRunsDays), cancellationToken);
    }
}
