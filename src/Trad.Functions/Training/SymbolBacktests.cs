using Trad.Training.Trials;

namespace Trad.Functions.Training;

/// <summary>What candidates came to on one symbol.</summary>
/// <param name="Backtests">One per candidate, fewer when the job was cancelled.</param>
/// <param name="Milliseconds">How long the backtests took.</param>
/// <param name="StorageMs">How long reading the job and its candles took.</param>
public sealed record SymbolBacktests(IReadOnlyList<SymbolTrial> Backtests, double Milliseconds, double StorageMs);
