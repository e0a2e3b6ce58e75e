namespace Trad.Training.Validation;

/// <summary>The verdict on an asset with its reasons.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Findings">Every check that was looked at, those that decided first.</param>
public sealed record Judgement(Verdict Verdict, IReadOnlyList<Finding> Findings)
{
    /// <summary>The verdict and its main reason in one sentence.</summary>
    public string Summary { get; init; } = "";
}
