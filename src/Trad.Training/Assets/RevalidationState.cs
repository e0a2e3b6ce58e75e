namespace Trad.Training.Assets;

/// <summary>Where a revalidation stands.</summary>
public enum RevalidationState
{
    /// <summary>At work.</summary>
    Running,

    /// <summary>Measured.</summary>
    Completed,

    /// <summary>Not possible; its error says why.</summary>
    Failed,
}
