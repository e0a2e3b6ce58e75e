namespace Trad.Training.Validation;

/// <summary>
/// Combinatorial purged cross-validation over the recorded trials (López de Prado, 2018, chapters 7 and 12): the days are cut into
/// groups; for every choice of test groups the trial that is best on the others, without the days near the test groups, is
/// measured on the test groups; the test results make several whole paths through the range.
/// </summary>
/// <param name="Groups">N, the groups of days.</param>
/// <param name="TestGroups">k, the groups of every split that are tested on.</param>
/// <param name="Splits">How many splits there are: N over k.</param>
/// <param name="PurgedDays">Days before and behind every test group that were not learnt from.</param>
/// <param name="PathSharpes">The Sharpe ratio of every path, annualised, ascending.</param>
/// <param name="MedianSharpe">Their median.</param>
/// <param name="LosingPaths">The share of the paths that lost money, 0 to 1.</param>
public sealed record CrossValidationEvidence(
    int Groups, int TestGroups, int Splits, int PurgedDays, IReadOnlyList<double> PathSharpes, double? MedianSharpe, double? LosingPaths);
