using Trad.Training.Assets;
using Trad.Training.Validation;

namespace Trad.LocalHost.Client;

/// <summary>Which assets are listed, and how; what is absent does not matter.</summary>
/// <param name="Search">A text in name, notes, strategy, symbols, or a job number as in <c>#98</c>.</param>
/// <param name="Strategy">The strategy.</param>
/// <param name="Symbol">A symbol that it was trained on.</param>
/// <param name="Stage">The stage.</param>
/// <param name="Verdict">The verdict.</param>
/// <param name="Sort">What to sort by, as in <c>-holdOut.sharpe</c>.</param>
public sealed record AssetFilter(
    string? Search = null, string? Strategy = null, string? Symbol = null, AssetStage? Stage = null, Verdict? Verdict = null,
    string? Sort = null);
