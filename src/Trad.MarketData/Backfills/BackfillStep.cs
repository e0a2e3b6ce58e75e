using Trad.Candles;
using Trad.MarketData.Coverage;

namespace Trad.MarketData.Backfills;

/// <summary>One month of a backfill: the unit that is fetched, merged, recorded, and repeated after a crash.</summary>
/// <param name="Month">The month.</param>
/// <param name="Range">The part of it that is wanted; what of that is stored already is not fetched again.</param>
/// <param name="Missing">Candles missing when the plan was made.</param>
/// <param name="FromArchive">Whether the whole month comes from the archive; what that does not have is asked for over REST.</param>
/// <param name="IsRepair">Whether gaps that were taken for the exchange's own are asked for again.</param>
public sealed record BackfillStep(Month Month, TimeRange Range, long Missing, bool FromArchive, bool IsRepair = false)
{
    /// <summary>
    /// Whether the last candle stored of the part is asked for again although nothing is missing behind it: it may have been open when
    /// it was stored.
    /// </summary>
    public bool AsksForLast { get; init; }

    /// <summary>Stored candles of the part that are asked for again, whatever is stored behind them: files ended with them.</summary>
    public IReadOnlyList<UncertainCandle> Uncertain { get; init; } = [];
}

/// <summary>What one step of a backfill did.</summary>
/// <param name="Month">The month.</param>
/// <param name="Source">
/// Where its candles came from: <c>archive</c>, <c>rest</c>, or <c>stored</c> when nothing was missing any more.
/// </param>
/// <param name="Fetched">Candles that came.</param>
/// <param name="Inserted">Candles stored that were not there before.</param>
/// <param name="Replaced">Stored candles that changed.</param>
/// <param name="DuplicatesDropped">Rows that came twice.</param>
/// <param name="Refused">Candles that break a rule and were not stored.</param>
/// <param name="StillMissing">Candles that the exchange itself does not have.</param>
/// <param name="Notes">What a person should know, for example why the archive was not used.</param>
public sealed record BackfillStepResult(
    Month Month, string Source, long Fetched, long Inserted, long Replaced, int DuplicatesDropped, int Refused, long StillMissing,
    IReadOnlyList<string> Notes);
