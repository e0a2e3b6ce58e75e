namespace Trad.Training.Requests;

/// <summary>Which trial of a job is published.</summary>
public enum SelectionRule
{
    /// <summary>The one with the highest robust score: a broad plateau, enough trades, and earnings in every part of the range.</summary>
    Robust,

    /// <summary>The one with the highest objective.</summary>
    Maximum,
}
