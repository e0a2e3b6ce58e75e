using Trad.MarketData.Backfills;

namespace Trad.Functions.Backfills;

/// <summary>What became of one month.</summary>
/// <param name="Result">What was done; null when nothing was.</param>
/// <param name="Refusal">Why the month cannot be fetched, however often it is tried; names the partition.</param>
/// <param name="BannedUntil">When the exchange's ban of this address ends; null when there is none.</param>
public sealed record FetchedMonth(BackfillStepResult? Result, string? Refusal = null, DateTimeOffset? BannedUntil = null);
