namespace Trad.Functions.Api.Access;

/// <summary>What a caller may do.</summary>
/// <param name="Mode">How callers show that they may.</param>
/// <param name="Access">What this one may do.</param>
/// <param name="ExpiresAt">When the session ends; absent when there is none.</param>
public sealed record SessionReport(AccessMode Mode, AccessLevel Access, DateTimeOffset? ExpiresAt);
