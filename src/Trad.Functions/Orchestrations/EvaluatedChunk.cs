namespace Trad.Functions.Orchestrations;

/// <summary>What became of a chunk; the trials themselves are in the trials table.</summary>
/// <param name="BestScore">The best objective in the chunk; absent when no trial was feasible.</param>
/// <param name="Milliseconds">How long the backtests took.</param>
public sealed record EvaluatedChunk(double? BestScore, double Milliseconds);
