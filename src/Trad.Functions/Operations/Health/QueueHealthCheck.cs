using Microsoft.Extensions.Options;
using Trad.Training.Jobs;

namespace Trad.Functions.Operations.Health;

/// <summary>Whether jobs wait although more could run: the clean-up, which starts them, should have come.</summary>
internal sealed class QueueHealthCheck(IJobBacklog backlog, IOptions<JobOptions> options, TimeProvider clock) : PatientHealthCheck
{
    /// <inheritdoc/>
    protected override async Task<string?> FindFaultAsync(CancellationToken cancellationToken)
    {
        var queue = await backlog.ReadAsync(cancellationToken);
        var latest = clock.GetUtcNow() - TwoWakes;
        var waiting = queue.Waiting.Count(job => job.AddedAt < latest);
        return waiting > 0 && queue.Running < options.Value.MaxConcurrent && !queue.Jobs.Any(job => job.StartedAt >= latest)
            ? FormattableString.Invariant($"{waiting} jobs wait although {queue.Running} of {options.Value.MaxConcurrent} run")
            : null;
    }
}
