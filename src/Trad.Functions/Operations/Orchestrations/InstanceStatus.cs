namespace Trad.Functions.Operations.Orchestrations;

/// <summary>The states of orchestrations, by which they can be asked for; named as the engines name them.</summary>
public enum InstanceStatus
{
    /// <summary>It waits for its first turn.</summary>
    Pending,

    /// <summary>It goes on.</summary>
    Running,

    /// <summary>It stands still until somebody resumes it.</summary>
    Suspended,

    /// <summary>It has ended in the ordinary way.</summary>
    Completed,

    /// <summary>It ended with an error.</summary>
    Failed,

    /// <summary>Somebody ended it.</summary>
    Terminated,
}
