namespace Trad.Training.Assets;

/// <summary>A step in an asset's history.</summary>
/// <param name="Stage">The stage it came to.</param>
/// <param name="At">When.</param>
/// <param name="Note">Why, in the words of whoever set it.</param>
public sealed record StageChange(AssetStage Stage, DateTimeOffset At, string? Note);
