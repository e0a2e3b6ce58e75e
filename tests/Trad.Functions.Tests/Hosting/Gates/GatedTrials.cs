using Trad.Training;
using Trad.Training.Jobs;
using Trad.Training.Trials;

namespace Trad.Functions.Tests.Hosting.Gates;

/// <summary>The real trials, with a gate before the reading of all of a job's.</summary>
public sealed class GatedTrials(ITrialStore trials, Gate gate) : ITrialStore
{
    public async Task<IReadOnlyList<TrialRecord>> ReadAllAsync(string jobId, CancellationToken cancellationToken)
    {
        await gate.PassAsync(cancellationToken);
        return await trials.ReadAllAsync(jobId, cancellationToken);
    }

    public Task<ListPage<TrialRecord>> ListAsync(string jobId, int limit, string? continuationToken, CancellationToken cancellationToken) =>
        trials.ListAsync(jobId, limit, continuationToken, cancellationToken);
}
