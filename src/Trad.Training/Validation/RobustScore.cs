namespace Trad.Training.Validation;

/// <summary>
/// How well founded a trial is: what its surroundings promise × how far its trades are enough × how often it earns out of sample.
/// </summary>
/// <param name="Trial">The 0-based number of the trial.</param>
/// <param name="Objective">Its objective, larger is better.</param>
/// <param name="Plateau">
/// What the model of the objective expects on average in its neighbourhood, as a rank among the trials from 0 to 1.
/// </param>
/// <param name="TradesShare">From 0 to 1: how far its trades are enough.</param>
/// <param name="ConsistencyShare">
/// The share of the sixths of the range in which it earned, 0 to 1. For people: the score has the out-of-sample share in its place.
/// </param>
/// <param name="Score">
/// <paramref name="Plateau"/> × <paramref name="TradesShare"/> × the share of <see cref="OutOfSample"/>.
/// </param>
public sealed record RobustScore(int Trial, double Objective, double Plateau, double TradesShare, double ConsistencyShare, double Score)
{
    /// <summary>
    /// In how many splits it earned on the days left out; absent in evidence of before this was computed, whose score has
    /// <see cref="ConsistencyShare"/> in its place.
    /// </summary>
    public OutOfSampleSplits? OutOfSample { get; init; }
}
