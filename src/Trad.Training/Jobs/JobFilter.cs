namespace Trad.Training.Jobs;

/// <summary>Which jobs are listed; what is absent does not matter.</summary>
/// <param name="State">Their state.</param>
/// <param name="Strategy">Their strategy.</param>
/// <param name="Symbol">A symbol that they train on.</param>
public sealed record JobFilter(JobState? State = null, string? Strategy = null, string? Symbol = null);
