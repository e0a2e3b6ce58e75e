namespace Trad.Functions.Api.Access;

/// <summary>Who shows a key or a session.</summary>
/// <param name="Level">What it allows.</param>
/// <param name="Expires">When a session ends; null for a key.</param>
internal sealed record Caller(AccessLevel Level, DateTimeOffset? Expires);
