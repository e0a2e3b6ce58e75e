using Trad.Candles;

namespace Trad.Functions.Backfills;

/// <summary>What a backfill orchestration is to do.</summary>
/// <param name="Exchange">The exchange.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="Interval">The candle interval.</param>
/// <param name="Range">The candles wanted.</param>
/// <param name="IsRepair">Whether gaps that were taken for the exchange's own are asked for again.</param>
public sealed record BackfillRun(string Exchange, string Symbol, Interval Interval, TimeRange Range, bool IsRepair)
{
    /// <summary>The market.</summary>
    public Market ToMarket() => new(Exchange, Symbol, Interval);
}
