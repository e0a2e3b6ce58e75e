namespace Trad.Training.Validation;

/// <summary>
/// The evidence for and against an asset. A part that could not be gathered is absent, and a finding of the judgement says why;
/// all are absent for assets that were published before there was a validation.
/// </summary>
public sealed record AssetValidation
{
    // Those that decided come first.
    private const int OutlinedFindings = 3;

    /// <summary>The verdict and its reasons.</summary>
    public Judgement? Judgement { get; init; }

    /// <summary>The search repeated on earlier parts of the range and measured behind each.</summary>
    public WalkForwardEvidence? WalkForward { get; init; }

    /// <summary>The recorded trials chosen on some blocks of the range and measured on the others.</summary>
    public CrossValidationEvidence? CrossValidation { get; init; }

    /// <summary>How much of the result the search alone explains.</summary>
    public OverfittingEvidence? Overfitting { get; init; }

    /// <summary>What became of the result when something was changed.</summary>
    public RobustnessEvidence? Robustness { get; init; }

    /// <summary>Which trial was published, and why.</summary>
    public SelectionEvidence? Selection { get; init; }

    /// <summary>What was earned where no choice ever looked: the test windows of the walk-forward and the hold-out, end to end.</summary>
    public UnseenEvidence? Unseen { get; init; }

    /// <summary>The verdict with its main reasons and nothing else, for lists: all of it is many times as long as the rest.</summary>
    public AssetValidation Outline() =>
        new() { Judgement = Judgement is { } told ? told with { Findings = [.. told.Findings.Take(OutlinedFindings)] } : null };
}
