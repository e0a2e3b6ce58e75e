using Trad.Functions.Operations.Duties;
using Trad.Training.Operations;

namespace Trad.Functions.Operations.Health;

/// <summary>Whether what the app does by itself runs when it is due, and succeeds.</summary>
internal sealed class DutyHealthCheck(IEnumerable<IDuty> duties, ITimerLog runs, TimeProvider clock) : PatientHealthCheck
{
    /// <inheritdoc/>
    protected override async Task<string?> FindFaultAsync(CancellationToken cancellationToken)
    {
        var records = await runs.ReadAsync(cancellationToken);
        var now = clock.GetUtcNow();
        var faults = duties.Select(duty => FaultOf(duty, records.GetValueOrDefault(duty.Name), now)).OfType<string>().ToList();
        return faults.Count > 0 ? string.Join("; ", faults) : null;
    }

    // Why it failed is told to those who may ask for /api/system.
    private static string? FaultOf(IDuty duty, DutyRecord? record, DateTimeOffset now)
    {
        if (record is null)
        {
            return null;
        }

        var due = duty.Schedule.NextAfter(record.Began ?? record.Since);
        return due + TwoWakes < now ? FormattableString.Invariant($"{duty.Name} has been due since {due:yyyy-MM-dd HH:mm:ss} UTC")
            : record.Failure is not null
                ? FormattableString.Invariant($"{duty.Name} failed at {record.Began:yyyy-MM-dd HH:mm:ss} UTC; /api/system says why")
            : null;
    }
}
