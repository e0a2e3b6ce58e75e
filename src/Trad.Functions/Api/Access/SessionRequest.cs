namespace Trad.Functions.Api.Access;

/// <summary>What opens a session.</summary>
public sealed record SessionRequest
{
    /// <summary>The access key, for reading and writing or for reading only.</summary>
    public required string Key { get; init; }
}
