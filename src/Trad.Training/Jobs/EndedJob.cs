namespace Trad.Training.Jobs;

/// <summary>A finished job whose log and trials are kept.</summary>
/// <param name="Id">The job.</param>
/// <param name="Attempt">Its last attempt.</param>
/// <param name="FinishedAt">When work ended.</param>
public sealed record EndedJob(string Id, int Attempt, DateTimeOffset FinishedAt);
