using Trad.Candles.Stores;

namespace Trad.Training.Jobs;

/// <summary>What a clean-up did.</summary>
/// <param name="Resumed">Jobs that go on.</param>
/// <param name="Failed">Jobs that could not go on and are marked as failed.</param>
/// <param name="Cancelled">Jobs whose cancellation had not been carried out.</param>
/// <param name="Damaged">Jobs whose record cannot be read, which were left as they are.</param>
public sealed record CleanupReport(
    IReadOnlyList<CleanedJob> Resumed, IReadOnlyList<CleanedJob> Failed, IReadOnlyList<CleanedJob> Cancelled,
    IReadOnlyList<DamagedRecord> Damaged);

/// <summary>A job that the clean-up did something about.</summary>
/// <param name="Id">The job.</param>
/// <param name="Number">Its number.</param>
/// <param name="Reason">What was wrong with it, for people.</param>
public sealed record CleanedJob(string Id, int Number, string Reason);
