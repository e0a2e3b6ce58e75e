using Microsoft.DurableTask.Client;

namespace Trad.Functions.Operations.Duties;

/// <summary>What the app does by itself now and then. Running it twice, also at once, does no harm.</summary>
public interface IDuty
{
    /// <summary>Its name, by which its runs are recorded.</summary>
    string Name { get; }

    /// <summary>When it is due.</summary>
    DutySchedule Schedule { get; }

    /// <summary>Whether it also runs when a process wakes for the first time.</summary>
    bool RunsAtStart => false;

    /// <summary>Does it.</summary>
    /// <param name="client">The engine's client.</param>
    /// <param name="cancellationToken">Ends it with the host; what is left is done at the next time.</param>
    Task RunAsync(DurableTaskClient client, CancellationToken cancellationToken);
}
