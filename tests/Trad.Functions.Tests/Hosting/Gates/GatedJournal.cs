using Trad.Training.Jobs;

namespace Trad.Functions.Tests.Hosting.Gates;

/// <summary>
/// The real journal, with a gate before the recording of trials: a job stands still with the trials before it, however long a test takes.
/// </summary>
public sealed class GatedJournal(IJobJournal journal, TrialGate gate) : IJobJournal
{
    public Task AppendAsync(string jobId, int attempt, IReadOnlyList<JobEvent> events) => journal.AppendAsync(jobId, attempt, events);

    public async Task ContinueAsync(string jobId, int attempt, IReadOnlyList<JobEvent> events)
    {
        await gate.PassAsync(events);
        await journal.ContinueAsync(jobId, attempt, events);
    }

    public Task CloseAsync(string jobId, int attempt) => journal.CloseAsync(jobId, attempt);

    public Task<IReadOnlyList<JobEvent>> ReadAsync(string jobId, int after, CancellationToken cancellationToken) =>
        journal.ReadAsync(jobId, after, cancellationToken);

    public Task<IReadOnlyList<JobEvent>> ReadForReadersAsync(string jobId, CancellationToken cancellationToken) =>
        journal.ReadForReadersAsync(jobId, cancellationToken);

    public Task<IReadOnlyList<JobEvent>> ReadNextAsync(string jobId, int sequence, CancellationToken cancellationToken) =>
        journal.ReadNextAsync(jobId, sequence, cancellationToken);

    public Task DeleteAsync(string jobId, CancellationToken cancellationToken) => journal.DeleteAsync(jobId, cancellationToken);
}
