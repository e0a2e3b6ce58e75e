namespace Trad.Training.Validation;

/// <summary>
/// Walk-forward: the search run anew on a train part and its winner measured on the test part behind it, window after window.
/// All windows lie before the hold-out.
/// </summary>
/// <param name="Anchored">With train parts that all begin where the range begins.</param>
/// <param name="Rolling">With train parts of one length.</param>
/// <param name="TrialsPerWindow">How many trials the search of each window had.</param>
/// <param name="EmbargoDays">Days between train and test on which nothing counts, so that no open position reaches over.</param>
public sealed record WalkForwardEvidence(WalkForwardResult? Anchored, WalkForwardResult? Rolling, int TrialsPerWindow, double EmbargoDays);
