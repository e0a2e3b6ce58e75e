using System.ComponentModel.DataAnnotations;

namespace Trad.Functions.Api.Access;

/// <summary>What opens a session.</summary>
public sealed record SessionRequest
{
    internal const int LongestKey = 1_000;

    /// <summary>The access key, for reading and writing or for reading only; at most 1,000 characters.</summary>
    [StringLength(LongestKey, MinimumLength = 1)]
    public required string Key { get; init; }
}

/// <summary>What a caller may do.</summary>
/// <param name="Mode">How callers show that they may.</param>
/// <param name="Access">What this one may do.</param>
/// <param name="ExpiresAt">When the session ends; absent when there is none.</param>
public sealed record SessionReport(AccessMode Mode, AccessLevel Access, DateTimeOffset? ExpiresAt);
