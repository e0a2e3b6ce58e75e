using System.Text.Json.Serialization;

namespace Trad.Training.Jobs;

/// <summary>Which phases a job has been in, and since when it is in the present one.</summary>
/// <param name="Ended">Time spent in phases before the present stay.</param>
/// <param name="Phase">The present phase.</param>
/// <param name="Since">Since when.</param>
public sealed record PhaseLog(IReadOnlyList<PhaseTiming> Ended, JobPhase Phase, DateTimeOffset Since)
{
    /// <summary>
    /// Milliseconds of the present stay that whoever did its work has measured: what is told where the clock was set back meanwhile.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public double MeasuredMs { get; init; }

    /// <summary>A job that has been in one phase only.</summary>
    public static PhaseLog Begin(JobPhase phase, DateTimeOffset since) => new([], phase, since);

    /// <summary>The log after the job has entered a phase; entering the same phase changes nothing.</summary>
    public PhaseLog Enter(JobPhase phase, DateTimeOffset at) => phase == Phase ? this : new(Timings(at), phase, at);

    /// <summary>The log after work of the present stay, which was done one after the other, was measured.</summary>
    public PhaseLog Measure(double milliseconds) => this with { MeasuredMs = MeasuredMs + milliseconds };

    /// <summary>Every phase with the time spent in it up to a moment, in the order in which they were first entered.</summary>
    public IReadOnlyList<PhaseTiming> Timings(DateTimeOffset at)
    {
        var stay = Math.Round(at < Since ? MeasuredMs : (at - Since).TotalMilliseconds, 1);
        return Ended.Any(timing => timing.Phase == Phase)
            ? [.. Ended.Select(
                timing => timing.Phase == Phase ? timing with { DurationMs = Math.Round(timing.DurationMs + stay, 1) } : timing)]
            : [.. Ended, new PhaseTiming(Phase, Since, stay)];
    }
}

/// <summary>How long a job was in a phase, so that a slow job explains itself.</summary>
/// <param name="Phase">The phase.</param>
/// <param name="StartedAt">When the job first entered it.</param>
/// <param name="DurationMs">Milliseconds spent in it, over all rounds.</param>
public sealed record PhaseTiming(JobPhase Phase, DateTimeOffset StartedAt, double DurationMs);
