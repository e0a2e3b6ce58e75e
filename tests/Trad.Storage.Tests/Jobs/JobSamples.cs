using Trad.Training.Jobs;
using Trad.Training.Requests;

namespace Trad.Storage.Tests.Jobs;

/// <summary>Jobs for tests that do not care what is trained.</summary>
internal static class JobSamples
{
    public static TrainingJob Make(string id, int number, DateTimeOffset createdAt, int priority = 0) => new()
    {
        Id = id,
        Number = number,
        State = JobState.Queued,
        CreatedAt = createdAt,
        QueuedAt = createdAt,
        Request = new TrainingRequest
        {
            Strategy = "liquidity-sweep",
            Exchange = "binance",
            Symbol = "BTCUSDT",
            Interval = "5m",
            Trials = 20,
            Priority = priority,
        },
        Seed = 42,
        Progress = JobProgress.Waiting(20),
    };
}
