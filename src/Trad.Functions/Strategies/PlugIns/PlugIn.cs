using Trad.Backtesting.Strategies;

namespace Trad.Functions.Strategies.PlugIns;

/// <summary>A strategy of one's own in C#.</summary>
/// <param name="Strategy">The strategy.</param>
/// <param name="Path">The file that it comes from.</param>
/// <param name="Hash">SHA-256 of that file as it was compiled or loaded, with the assemblies beside it that it refers to; hexadecimal.</param>
public sealed record PlugIn(IStrategy Strategy, string Path, string Hash);
