namespace Trad.Training.Jobs;

/// <summary>A job that the clean-up did something about.</summary>
/// <param name="Id">The job.</param>
/// <param name="Number">Its number.</param>
/// <param name="Reason">What was wrong with it, for people.</param>
public sealed record CleanedJob(string Id, int Number, string Reason);
