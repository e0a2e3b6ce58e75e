namespace Trad.Functions.Training;

/// <summary>What publishing came to.</summary>
/// <param name="AssetId">The asset; absent when no trial was feasible, or when the job was cancelled and nothing shall come of it.</param>
/// <param name="ValidatingSince">When measuring the hold-out began; absent when it was not measured.</param>
/// <param name="PublishingSince">When it had been measured and recording the result began; absent likewise.</param>
public sealed record PublishedAsset(string? AssetId, DateTimeOffset? ValidatingSince, DateTimeOffset? PublishingSince);
