namespace Trad.Training.Jobs;

/// <summary>Where a training job stands.</summary>
public enum JobState
{
    /// <summary>Accepted, not started.</summary>
    Queued,

    /// <summary>At work.</summary>
    Running,

    /// <summary>Ended with every trial that was asked for, or at its time limit.</summary>
    Completed,

    /// <summary>Ended without a result; the job's error says why.</summary>
    Failed,

    /// <summary>Ended because somebody asked for it; the trials finished by then are kept.</summary>
    Cancelled,
}
