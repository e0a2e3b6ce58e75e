namespace Trad.Functions.Strategies;

/// <summary>A way to choose parameters.</summary>
/// <param name="Name">The name in requests.</param>
/// <param name="Description">What it does.</param>
public sealed record OptimizerDescription(string Name, string Description);
