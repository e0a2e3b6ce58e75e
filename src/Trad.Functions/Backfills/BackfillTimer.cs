using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.Options;
using Trad.Candles;
using Trad.MarketData.Backfills;
using Trad.Training.Operations;

namespace Trad.Functions.Backfills;

/// <summary>Keeps the configured markets up to date.</summary>
public sealed class BackfillTimer(IOptions<BackfillOptions> options, IBackfillLog log, ITimerLog timers, TimeProvider clock)
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
        foreach (var market in options.Value.Markets.Select(ParseMarket))
        {
            var range = TimeRange.Between(now.AddDays(-options.Value.Days), now);
            var run = new BackfillRun(
                BackfillRunId.Of(market, now).ToString(), market.Exchange, market.Symbol, market.Interval, range, BackfillTrigger.Timer);
            await BackfillStarter.StartAsync(client, run, cancellationToken);
        }

        await log.PruneAsync(now.AddDays(-options.Value.KeepRunsDays), cancellationToken);
    }

    /// <summary>Reads <c>exchange/symbol/interval</c>.</summary>
    /// <exception cref="FormatException">The text has another form; the message says which.</exception>
    internal static Market ParseMarket(string text)
    {
        var parts = text.Split('/');
        return parts.Length == 3 && Market.IsExchange(parts[0]) && Market.IsSymbol(parts[1])
            && Interval.TryParse(parts[2], out var interval)
            ? new Market(parts[0], parts[1], interval)
            : throw new FormatException(
                $"Trad:Backfill:Markets holds '{text}'; allowed is exchange/symbol/interval, for example binance/BTCUSDT/5m.");
    }
}
