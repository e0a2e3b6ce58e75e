namespace Trad.Functions.Training;

/// <summary>What became of a chunk; the trials themselves are in the job's journal.</summary>
/// <param name="BestScore">The best objective in the chunk; absent when no trial was feasible.</param>
/// <param name="IsCancelled">Whether the job was cancelled before the whole chunk was recorded.</param>
/// <param name="Milliseconds">How long the backtests took.</param>
/// <param name="StorageMs">How long reading the job and recording the trials took beyond that.</param>
public sealed record EvaluatedChunk(double? BestScore, bool IsCancelled, double Milliseconds, double StorageMs);
