using Microsoft.Extensions.Options;
using Trad.Candles;
using Trad.Candles.Stores;
using Trad.Functions.Backfills;
using Trad.Training.Operations;

namespace Trad.Functions.Operations.Health;

/// <summary>Whether the markets that are kept up to date are.</summary>
internal sealed class CandleHealthCheck(
    IOptions<BackfillOptions> options, ICandleStore candles, ITimerLog runs, TimeProvider clock) : PatientHealthCheck
{
    // What a backfill may take, beside the candle that was open when it began.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    /// <inheritdoc/>
    protected override async Task<string?> FindFaultAsync(CancellationToken cancellationToken)
    {
        var markets = options.Value.ToMarkets().ToList();
        if (markets.Count == 0
            || (await runs.ReadAsync(cancellationToken)).GetValueOrDefault(BackfillDuty.DutyName) is not { Began: { } began } record)
        {
            return null;
        }

        var now = clock.GetUtcNow();
        var faults = new List<string>();
        foreach (var market in markets)
        {
            if (now - record.Since > Patience && await FindLagAsync(market, began, now, cancellationToken) is { } lag)
            {
                faults.Add($"{market} is {lag} behind");
            }
        }

        return faults.Count > 0 ? string.Join("; ", faults) : null;
    }

    private async Task<string?> FindLagAsync(Market market, DateTimeOffset began, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await candles.ListWithDamagedAsync(market, cancellationToken) is not [.., var newest])
        {
            return "all of its candles";
        }

        // The last candle that had closed when the last backfill began, less what such a run may take.
        var expected = market.Interval.OpenOf((began - Patience).ToUnixTimeMilliseconds());
        var closed = market.Interval.CloseOf(newest.LastOpenTime);
        return closed >= expected ? null : Describe(now - DateTimeOffset.FromUnixTimeMilliseconds(closed));
    }

    private static string Describe(TimeSpan lag) =>
        lag.TotalDays >= 2 ? FormattableString.Invariant($"{lag.TotalDays:0} days")
        : lag.TotalHours >= 2 ? FormattableString.Invariant($"{lag.TotalHours:0} hours")
        : FormattableString.Invariant($"{lag.TotalMinutes:0} minutes");
}
