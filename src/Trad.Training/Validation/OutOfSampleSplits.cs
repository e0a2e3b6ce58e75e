namespace Trad.Training.Validation;

/// <summary>In how many splits of the range a trial earned on the days that were left out.</summary>
/// <param name="Splits">How many splits there are; 0 when the range is too short for any.</param>
/// <param name="Earned">
/// In how many of them it earned after costs on the days left out, and on the others too, so that who saw only those would have taken it.
/// </param>
/// <param name="Share">
/// (<paramref name="Earned"/> + 1) / (<paramref name="Splits"/> + 2), between 0 and 1: no trial is certain, none hopeless; one half when
/// there is no split.
/// </param>
public sealed record OutOfSampleSplits(int Splits, int Earned, double Share);
