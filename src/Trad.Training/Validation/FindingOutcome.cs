namespace Trad.Training.Validation;

/// <summary>What came of a check.</summary>
public enum FindingOutcome
{
    /// <summary>It speaks for the asset.</summary>
    Passed,

    /// <summary>It is worth knowing and decides nothing.</summary>
    Noted,

    /// <summary>It speaks against the asset.</summary>
    Failed,

    /// <summary>It could not be told; the text says why.</summary>
    Unknown,

    /// <summary>It would speak for the asset, but rests on too little to count.</summary>
    NotEnough,
}
