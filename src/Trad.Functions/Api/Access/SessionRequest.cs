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
