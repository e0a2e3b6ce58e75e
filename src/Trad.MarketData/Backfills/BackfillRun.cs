using Trad.Candles;

namespace Trad.MarketData.Backfills;

/// <summary>What a backfill orchestration is to do.</summary>
/// <param name="Id">The run's identity; see <see cref="BackfillRunId"/>.</param>
/// <param name="Exchange">The exchange.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="Interval">The candle interval.</param>
/// <param name="Range">The candles wanted.</param>
/// <param name="Trigger">What started it.</param>
public sealed record BackfillRun(string Id, string Exchange, string Symbol, Interval Interval, TimeRange Range, BackfillTrigger Trigger)
{
    /// <summary>Whether gaps that were taken for the exchange's own are asked for again.</summary>
    public bool IsRepair => Trigger == BackfillTrigger.Repair;

    /// <summary>The market.</summary>
    public Market ToMarket() => new(Exchange, Symbol, Interval);
}
