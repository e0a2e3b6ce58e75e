using Trad.MarketData.Backfills;

namespace Trad.Functions.Backfills;

/// <summary>One month of a backfill, for its activity.</summary>
/// <param name="Run">The backfill.</param>
/// <param name="Step">The month.</param>
public sealed record BackfillMonth(BackfillRun Run, BackfillStep Step);
