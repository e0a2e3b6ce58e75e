using Trad.MarketData.Backfills;

namespace Trad.Functions.Backfills;

/// <summary>The months to fetch, or why there is no plan yet.</summary>
/// <param name="Steps">The months, newest first.</param>
/// <param name="Refusal">Why the backfill cannot be planned, however often it is tried; null when it can.</param>
/// <param name="BannedUntil">When the exchange's ban of this address ends; null when there is none.</param>
public sealed record PlannedBackfill(IReadOnlyList<BackfillStep> Steps, string? Refusal = null, DateTimeOffset? BannedUntil = null);

/// <summary>One month of a backfill, for its activity.</summary>
/// <param name="Run">The backfill.</param>
/// <param name="Step">The month.</param>
public sealed record BackfillMonth(BackfillRun Run, BackfillStep Step);

/// <summary>What became of one month.</summary>
/// <param name="Result">What was done; null when nothing was.</param>
/// <param name="Refusal">Why the month cannot be fetched, however often it is tried; names the partition.</param>
/// <param name="BannedUntil">When the exchange's ban of this address ends; null when there is none.</param>
public sealed record FetchedMonth(BackfillStepResult? Result, string? Refusal = null, DateTimeOffset? BannedUntil = null);

/// <summary>A backfill that was started.</summary>
/// <param name="Id">Its identity.</param>
public sealed record BackfillStarted(string Id);
