using Microsoft.DurableTask.Client;
using Trad.Functions.Operations.Duties;

namespace Trad.Functions.Tests.Operations.Duties;

/// <summary>A duty that counts its runs.</summary>
internal sealed class FakeDuty(string name, string schedule, Func<Task>? work = null) : IDuty
{
    private int _runs;

    public string Name => name;

    public DutySchedule Schedule { get; } = DutySchedule.Parse(schedule);

    public bool RunsAtStart { get; init; }

    public int Runs => _runs;

    public Task RunAsync(DurableTaskClient client, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _runs);
        return work?.Invoke() ?? Task.CompletedTask;
    }
}
