using Microsoft.DurableTask.Client;

namespace Trad.Functions.Operations;

/// <summary>Finds the orchestrations of the last day that were scheduled last, without going through all of them.</summary>
/// <remarks>
/// Engines page instances in the order of their identities, not of time. So the day is asked for in spans, the last minutes first and each
/// longer than the one before, until enough are found; of a crowd inside one span a bounded number is looked at.
/// </remarks>
internal static class RecentOrchestrations
{
    /// <summary>How many are told.</summary>
    public const int Most = 100;

    /// <summary>How many are looked at in one span.</summary>
    public const int MostLookedAt = 1000;

    private static readonly TimeSpan[] Spans =
        [TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(3), TimeSpan.FromDays(1)];

    /// <summary>Up to <see cref="Most"/> orchestrations, the one that changed last first.</summary>
    /// <param name="client">The engine's client.</param>
    /// <param name="now">The moment.</param>
    /// <param name="cancellationToken">Ends the attempt.</param>
    public static async Task<IReadOnlyList<OrchestrationReport>> ReadAsync(
        DurableTaskClient client, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var found = new Dictionary<string, OrchestrationMetadata>(StringComparer.Ordinal);

        // Clocks of several machines differ: what seems to be scheduled in the future is the newest.
        DateTimeOffset? to = null;
        for (var i = 0; i < Spans.Length && found.Count < Most; i++)
        {
            var query = new OrchestrationQuery(CreatedFrom: now - Spans[i], CreatedTo: to);
            var lookedAt = 0;
            await foreach (var instance in client.GetAllInstancesAsync(query).WithCancellation(cancellationToken))
            {
                found[instance.InstanceId] = instance;
                if (++lookedAt == MostLookedAt)
                {
                    break;
                }
            }

            to = now - Spans[i];
        }

        return
        [
            .. found.Values.OrderByDescending(instance => instance.CreatedAt).Take(Most)
                .OrderByDescending(instance => instance.LastUpdatedAt)
                .Select(OrchestrationReport.Read),
        ];
    }
}
