using System.Globalization;
using Grpc.Core;
using Trad.Training.Jobs;

namespace Trad.Functions.Operations.Health;

/// <summary>
/// Whether the orchestration of a job at work has failed, by a defect or a release that does not fit its history: nobody works on the job
/// until it is read or the clean-up comes.
/// </summary>
/// <param name="backlog">The jobs at work.</param>
/// <param name="orchestrations">Their orchestrations.</param>
internal sealed class OrchestrationHealthCheck(IJobBacklog backlog, IOrchestrations orchestrations) : PatientHealthCheck
{
    /// <inheritdoc/>
    protected override async Task<string?> FindFaultAsync(CancellationToken cancellationToken)
    {
        var running = (await backlog.ReadAsync(cancellationToken)).Jobs.Where(place => place.StartedAt is not null);
        try
        {
            var found = await Task.WhenAll(running.Select(async place =>
                (place.Number, State: await orchestrations.FindAsync(place.OrchestrationId, cancellationToken))));
            var failed = found.Where(each => each.State is { Status: OrchestrationStatus.Failed })
                .Select(each => string.Create(CultureInfo.InvariantCulture, $"#{each.Number}")).ToList();
            return failed.Count == 0
                ? null
                : $"the orchestration of job {string.Join(", ", failed)} failed; the job says why once it is read or the clean-up has come";
        }
        catch (RpcException unanswered) when (!cancellationToken.IsCancellationRequested)
        {
            return $"cannot be read: the Functions host answered {unanswered.StatusCode}";
        }
    }
}
