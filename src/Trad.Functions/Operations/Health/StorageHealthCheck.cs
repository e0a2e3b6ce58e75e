using Microsoft.Extensions.Diagnostics.HealthChecks;
using Trad.Storage;

namespace Trad.Functions.Operations.Health;

/// <summary>Whether a service of the storage answers, without which nothing works.</summary>
/// <param name="ask">Asks it.</param>
internal sealed class StorageHealthCheck(Func<CancellationToken, Task<string>> ask) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken) =>
        await ask(cancellationToken) is var state && state == StorageHealth.Healthy
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy(state);
}
