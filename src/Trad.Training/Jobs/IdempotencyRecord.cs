namespace Trad.Training.Jobs;

/// <summary>What was first asked for under an idempotency key.</summary>
/// <param name="JobId">The job that it leads to.</param>
/// <param name="Request">The fingerprint of the request.</param>
/// <param name="IsNew">Whether the key was taken just now.</param>
/// <param name="TakenAt">When it was taken, by storage's clock; absent when that was just now.</param>
public sealed record IdempotencyRecord(string JobId, string Request, bool IsNew, DateTimeOffset? TakenAt = null);
