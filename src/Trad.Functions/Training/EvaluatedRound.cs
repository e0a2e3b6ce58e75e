namespace Trad.Functions.Training;

/// <summary>What became of a round.</summary>
/// <param name="BestScore">The best objective in it; absent when no trial was feasible.</param>
/// <param name="IsCancelled">Whether the job was cancelled before all of it was recorded.</param>
/// <param name="BacktestMs">How long the backtests took, those made at once counted once.</param>
/// <param name="StorageMs">How long reading and recording took beyond that.</param>
public sealed record EvaluatedRound(double? BestScore, bool IsCancelled, double BacktestMs, double StorageMs);
