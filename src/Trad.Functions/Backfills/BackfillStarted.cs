namespace Trad.Functions.Backfills;

/// <summary>A backfill that was started.</summary>
/// <param name="Id">Its identity.</param>
public sealed record BackfillStarted(string Id);
