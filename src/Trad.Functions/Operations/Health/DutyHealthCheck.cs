using Trad.Functions.Operations.Duties;
using Trad.Training.Operations;

namespace Trad.Functions.Operations.Health;

/// <summary>Whether what the app does by itself runs when it is due, and succeeds.</summary>
internal sealed class DutyHealthCheck(IEnumerable<IDuty> duties, ITimerLog runs, AppStart start, TimeProvider clock)
    : PatientHealthCheck
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
    private string? FaultOf(IDuty duty, DutyRecord? record, DateTimeOffset now)
    {
        // Without a record no wake has ever come, which is nothing to tell in the first minutes of a process.
        var due = duty.Schedule.NextAfter(record?.Began ?? record?.Since ?? start.At);
        return due + TwoWakes < now ? FormattableString.Invariant($"{duty.Name} has been due since {due:yyyy-MM-dd HH:mm:ss} UTC")
            : record?.Failure is not null
                ? FormattableString.Invariant($"{duty.Name} failed at {record.Began:yyyy-MM-dd HH:mm:ss} UTC; /api/system says why")
            : null;
    }
}
