using Trad.Training.Trials;

namespace Trad.Functions.Training;

/// <summary>The candidates of a round with their backtests on each symbol.</summary>
/// <param name="Chunk">Every candidate of the round.</param>
/// <param name="Backtests">Their backtests, in any order; some are missing when the job was cancelled.</param>
public sealed record BacktestedRound(TrialChunk Chunk, IReadOnlyList<SymbolTrial> Backtests);
