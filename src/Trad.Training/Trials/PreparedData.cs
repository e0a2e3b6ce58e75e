using Trad.Training.Data;

namespace Trad.Training.Trials;

/// <summary>A job that is ready for its first trial.</summary>
/// <param name="Data">The candles that it pinned.</param>
/// <param name="Plan">Its schedule.</param>
/// <param name="Warnings">What a person should know about the data.</param>
public sealed record PreparedData(DataSnapshot Data, TrainingPlan Plan, IReadOnlyList<string> Warnings);
