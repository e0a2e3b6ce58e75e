namespace Trad.Training.Jobs;

/// <summary>Where a training job stands.</summary>
public enum JobState
{
    /// <summary>Accepted, not started.</summary>
    Queued,

    /// <summary>At work.</summary>
    Running,

    /// <summary>Ended with a result.</summary>
    Completed,

    /// <summary>Ended without a result; the job's error says why.</summary>
    Failed,
}
