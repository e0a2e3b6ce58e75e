using Trad.Training.Validation;

namespace Trad.Training.Jobs;

/// <summary>The verdict on a job's result; its asset has all reasons.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Summary">The verdict and its main reason in one or two sentences.</param>
/// <param name="Trial">The 0-based number of the trial that was published; not always the one with the highest objective.</param>
public sealed record JobVerdict(Verdict Verdict, string Summary, int Trial);
