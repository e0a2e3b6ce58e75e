namespace Trad.Training.Validation;

/// <summary>How the train part of a walk-forward moves.</summary>
public enum WalkForwardMode
{
    /// <summary>It always begins where the range begins, and grows.</summary>
    Anchored,

    /// <summary>It keeps its length and moves on.</summary>
    Rolling,
}
