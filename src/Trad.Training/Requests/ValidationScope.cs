namespace Trad.Training.Requests;

/// <summary>How much a result is put to the test.</summary>
public enum ValidationScope
{
    /// <summary>Everything: walk-forward, cross-validation, overfitting statistics, robustness, verdict.</summary>
    Full,

    /// <summary>The hold-out alone; the verdict rests on it.</summary>
    HoldOut,
}
