using Microsoft.Extensions.Hosting;
using Trad.Storage.Requests;
using Trad.Training.Operations;

namespace Trad.Functions.Operations.Duties;

/// <summary>
/// Records since when each duty is known, at the first start of all: an app that no timer ever wakes, in processes that each live for
/// minutes only, is told from one that has just been made.
/// </summary>
internal sealed class DutyIntroduction(IEnumerable<IDuty> duties, ITimerLog runs, TimeProvider clock) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            var known = await runs.ReadAsync(stoppingToken);
            var now = clock.GetUtcNow();
            foreach (var duty in duties.Where(duty => !known.ContainsKey(duty.Name)))
            {
                // Somebody else may have been first.
                await runs.TryWriteAsync(new DutyRecord(duty.Name, now), stoppingToken);
            }
        }
        catch (Exception failure) when (StorageFailure.Describe(failure) is not null)
        {
            // The storage's own health says so; the first wake, or the next start, does the same.
        }
    }
}
