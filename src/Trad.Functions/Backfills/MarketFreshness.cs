using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;
using Trad.Candles;
using Trad.Candles.Stores;
using Trad.Functions.Operations.Duties;
using Trad.Training.Operations;

namespace Trad.Functions.Backfills;

/// <summary>
/// Whether the markets that are kept up to date are: what the last backfill should have brought is there, whatever the interval.
/// </summary>
public sealed class MarketFreshness(
    IOptions<BackfillOptions> options, ICandleStore candles, ITimerLog runs, IConfiguration configuration, TimeProvider clock)
{
    // What a backfill may take, beside the candle that was open when it began.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private readonly DutySchedule _schedule = DutySchedule.OfSetting(configuration, BackfillDuty.ScheduleSetting);

    /// <summary>How far each market is behind; while no backfill should have brought anything yet, by no candle.</summary>
    public async Task<IReadOnlyList<MarketLag>> MeasureAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var markets = options.Value.ToMarkets().ToList();
        if (markets.Count == 0)
        {
            return [];
        }

        var settled = (await runs.ReadAsync(cancellationToken)).GetValueOrDefault(BackfillDuty.DutyName) is { Began: { } began } record
            && now - record.Since > Patience
            ? Settled(began, now)
            : null;
        var lags = new List<MarketLag>(markets.Count);
        foreach (var market in markets)
        {
            lags.Add(Measure(market, await candles.ListWithDamagedAsync(market, cancellationToken), settled, now));
        }

        return lags;
    }

    private MarketLag Measure(Market market, IReadOnlyList<CandlePartition> stored, DateTimeOffset? settled, DateTimeOffset now)
    {
        // The last candle that had closed when that backfill began, less what such a run may take.
        var interval = market.Interval;
        var expected = settled is { } run ? interval.OpenOf((run - Patience).ToUnixTimeMilliseconds()) : long.MinValue;
        if (stored is not [.., var newest])
        {
            var wanted = interval.OpenOf(options.Value.RangeOf(interval, now).Start);
            var since = DateTimeOffset.FromUnixTimeMilliseconds(wanted);
            return new MarketLag(market, Count(interval, wanted, expected), now - since, HasCandles: false);
        }

        var closed = interval.CloseOf(newest.LastOpenTime);
        var age = now - DateTimeOffset.FromUnixTimeMilliseconds(closed);
        return new MarketLag(market, Count(interval, closed, expected), age > TimeSpan.Zero ? age : TimeSpan.Zero, HasCandles: true);
    }

    // The last backfill that has had its time: one that has just begun says nothing yet, and the one before it is known by its moment.
    private DateTimeOffset? Settled(DateTimeOffset began, DateTimeOffset now) =>
        now - began >= Patience ? began : _schedule.LastBefore(began - Patience);

    // Months differ in length, so that what is between two of them is about as many.
    private static long Count(Interval interval, long from, long to) =>
        to <= from ? 0 : Math.Max(1, (long)Math.Round((to - from) / (double)interval.Milliseconds));
}

/// <summary>How far a market is behind.</summary>
/// <param name="Market">The market.</param>
/// <param name="Behind">Candles that the last backfill should have brought, and that are not there: all of them where nothing is stored.</param>
/// <param name="Age">How old the newest candle's close is; where nothing is stored, how old the first candle that is wanted is.</param>
/// <param name="HasCandles">Whether anything is stored.</param>
public readonly record struct MarketLag(Market Market, long Behind, TimeSpan Age, bool HasCandles);
