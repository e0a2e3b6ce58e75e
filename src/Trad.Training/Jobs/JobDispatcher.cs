using Microsoft.Extensions.Options;

namespace Trad.Training.Jobs;

/// <summary>Starts waiting jobs, highest priority and lowest number first, while fewer run than may.</summary>
public sealed class JobDispatcher(IJobBacklog backlog, IOptions<JobOptions> options, TimeProvider clock)
{
    /// <summary>Starts what may start; it does no harm to call it at any time, from several hosts at once.</summary>
    public async Task RunAsync(IOrchestrations orchestrations, CancellationToken cancellationToken)
    {
        while (await backlog.ReadAsync(cancellationToken) is var state
            && state.Running < options.Value.MaxConcurrent
            && state.Waiting.FirstOrDefault() is { } next)
        {
            if (await backlog.TryStartAsync(state, next with { StartedAt = clock.GetUtcNow() }, cancellationToken))
            {
                await orchestrations.StartTrainingAsync(next, cancellationToken);
            }
        }
    }
}
