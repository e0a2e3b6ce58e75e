using Trad.Candles;

namespace Trad.MarketData.Backfills;

/// <summary>One month of a backfill: the unit that is fetched, merged, recorded, and repeated after a crash.</summary>
/// <param name="Month">The month.</param>
/// <param name="Range">The part of it that is wanted; what of that is stored already is not fetched again.</param>
/// <param name="Missing">Candles missing when the plan was made.</param>
/// <param name="FromArchive">Whether the whole month comes from the archive; what that does not have is asked for over REST.</param>
/// <param name="IsRepair">Whether gaps that were taken for the exchange's own are asked for again.</param>
public sealed record BackfillStep(Month Month, TimeRange Range, long Missing, bool FromArchive, bool IsRepair = false);
