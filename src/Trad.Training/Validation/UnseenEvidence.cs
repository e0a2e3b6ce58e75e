namespace Trad.Training.Validation;

/// <summary>
/// What was earned after costs on data that no choice ever saw: the test parts of the rolling walk-forward and, behind them, the
/// hold-out, end to end. The verdict rests on it, because it does not matter for it how many trials there were.
/// </summary>
/// <param name="Days">Days (UTC) in it.</param>
/// <param name="Figures">What was earned.</param>
/// <param name="PValue">
/// Probability of such a mean daily return without any edge (stationary block bootstrap); absent when it is not defined.
/// </param>
/// <param name="HoldOut">The hold-out's part of it; absent when nothing was held out.</param>
/// <param name="HoldOutPValue">The same for the hold-out alone.</param>
public sealed record UnseenEvidence(int Days, PartFigures Figures, double? PValue, PartFigures? HoldOut, double? HoldOutPValue);
