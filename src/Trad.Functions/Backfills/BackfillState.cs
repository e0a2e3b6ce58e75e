using System.Text.Json.Nodes;

namespace Trad.Functions.Backfills;

/// <summary>A backfill as <c>GET /api/backfills/{id}</c> shows it.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">The orchestration's state, lower case.</param>
/// <param name="CreatedAt">When it was started.</param>
/// <param name="UpdatedAt">When it last changed.</param>
/// <param name="Progress">A <see cref="BackfillProgress"/>; null before it is planned.</param>
/// <param name="Error">Why it failed; null when it did not.</param>
public sealed record BackfillState(
    string Id, string State, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, JsonNode? Progress, string? Error);
