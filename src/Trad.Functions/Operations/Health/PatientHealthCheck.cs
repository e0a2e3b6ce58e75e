using Microsoft.Extensions.Diagnostics.HealthChecks;
using Trad.Storage.Requests;

namespace Trad.Functions.Operations.Health;

/// <summary>Looks for what somebody should look at while the app works on; answers in time also when storage does not.</summary>
internal abstract class PatientHealthCheck : IHealthCheck
{
    /// <summary>How late may be what is looked after whenever the app wakes: it may have missed one wake.</summary>
    protected static readonly TimeSpan TwoWakes = TimeSpan.FromMinutes(10);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            return await FindFaultAsync(patience.Token) is { } fault ? HealthCheckResult.Degraded(fault) : HealthCheckResult.Healthy();
        }
        catch (Exception) when (patience.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            return HealthCheckResult.Degraded($"could not be read within {Patience.TotalSeconds:0} seconds");
        }
        catch (Exception failure) when (StorageFailure.Describe(failure) is { } what)
        {
            return HealthCheckResult.Degraded($"cannot be read: the storage {what}");
        }
    }

    /// <summary>What is wrong, for anybody: it names no secret; null for nothing.</summary>
    protected abstract Task<string?> FindFaultAsync(CancellationToken cancellationToken);
}
