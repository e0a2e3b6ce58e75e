using Trad.Training.Jobs;

namespace Trad.Functions.Training;

/// <summary>How a training ends.</summary>
/// <param name="Run">The run so far.</param>
/// <param name="State">What becomes of the job.</param>
/// <param name="Reason">Why, when it is not simply done; for people.</param>
public sealed record TrainingEnd(TrainingRun Run, JobState State, string? Reason = null)
{
    /// <summary>What there is to record.</summary>
    internal JobEnd ToJobEnd() =>
        new(Run.JobId, Run.Attempt, State, Reason) { Completed = Run.Completed, Phases = Run.Phases, Work = Run.Work };
}
