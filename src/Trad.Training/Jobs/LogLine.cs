namespace Trad.Training.Jobs;

/// <summary>A line of a job's log, as it is read.</summary>
/// <param name="Sequence">Its place among everything that happened in the job, counted from 0.</param>
/// <param name="Time">When it was written.</param>
/// <param name="Level">How much it matters.</param>
/// <param name="Phase">What the job was doing.</param>
/// <param name="Message">The line, for people.</param>
/// <param name="Fields">The values in it, for programs.</param>
public sealed record LogLine(
    int Sequence, DateTimeOffset Time, JobLogLevel Level, JobPhase Phase, string Message, IReadOnlyDictionary<string, object?>? Fields);
