namespace Trad.Optimization.GaussianProcesses;

/// <summary>Whether a point is worth going on with, as far as is known.</summary>
/// <param name="mean">Its mean.</param>
/// <param name="mostVariance">What its variance is at most.</param>
internal delegate bool Prospect(double mean, double mostVariance);
