namespace Trad.Training.Validation;

/// <summary>How well founded a trial is: the product of three shares with what its surroundings promise.</summary>
/// <param name="Trial">The 0-based number of the trial.</param>
/// <param name="Objective">Its objective, larger is better.</param>
/// <param name="Plateau">
/// What the model of the objective expects on average in its neighbourhood, as a rank among the trials from 0 to 1.
/// </param>
/// <param name="TradesShare">From 0 to 1: how far its trades are enough.</param>
/// <param name="ConsistencyShare">The share of the parts of the range in which it earned, 0 to 1.</param>
/// <param name="Score">The product.</param>
public sealed record RobustScore(int Trial, double Objective, double Plateau, double TradesShare, double ConsistencyShare, double Score);
