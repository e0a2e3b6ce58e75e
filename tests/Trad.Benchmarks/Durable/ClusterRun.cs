using Trad.Training.Jobs;

namespace Trad.Benchmarks.Durable;

/// <summary>What one training cost.</summary>
/// <param name="Timings">Where its time went, by its own record.</param>
/// <param name="Requests">Requests to storage of all processes, their polling included.</param>
/// <param name="Processor">Processor time of all processes of Trad.</param>
/// <param name="Emulator">Processor time of the storage emulator.</param>
/// <param name="Activities">Activities by process, first the one that serves.</param>
internal sealed record ClusterRun(JobTimings Timings, long Requests, TimeSpan Processor, TimeSpan Emulator, IReadOnlyList<long> Activities);
