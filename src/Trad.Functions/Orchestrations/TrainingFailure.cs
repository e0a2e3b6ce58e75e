namespace Trad.Functions.Orchestrations;

/// <summary>Why a training cannot go on.</summary>
/// <param name="JobId">The job.</param>
/// <param name="Reason">The reason, for people.</param>
public sealed record TrainingFailure(string JobId, string Reason);
