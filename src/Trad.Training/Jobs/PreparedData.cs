using Trad.Training.Data;
using Trad.Training.Trials;

namespace Trad.Training.Jobs;

/// <summary>A job that is ready for its first trial.</summary>
/// <param name="Data">The candles that it pinned, one set per symbol.</param>
/// <param name="Split">What trials see of them and what is held out.</param>
/// <param name="Plan">Its schedule.</param>
/// <param name="Warnings">What a person should know about the data and the conditions.</param>
public sealed record PreparedData(IReadOnlyList<DataSnapshot> Data, DataSplit Split, TrainingPlan Plan, IReadOnlyList<string> Warnings);
