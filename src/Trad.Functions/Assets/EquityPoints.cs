using Trad.Training.Assets;

namespace Trad.Functions.Assets;

/// <summary>An equity curve.</summary>
/// <param name="Points">Its points, oldest first.</param>
public sealed record EquityPoints(IReadOnlyList<EquityPoint> Points);
