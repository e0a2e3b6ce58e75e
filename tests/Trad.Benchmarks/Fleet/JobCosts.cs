namespace Trad.Benchmarks.Fleet;

/// <summary>What one training costs, as measured one after another on an idle machine.</summary>
/// <param name="DurationMs">From its request to its recorded end, milliseconds.</param>
/// <param name="ProcessorMs">Processor time of the app, milliseconds.</param>
/// <param name="EmulatorMs">Processor time of the storage emulator, milliseconds.</param>
/// <param name="Activities">Activities that it calls.</param>
/// <param name="Orchestrations">Orchestrations that it starts.</param>
/// <param name="Requests">Requests to storage by what they are made to, in descending order.</param>
/// <param name="IdleMb">What the app holds in memory without a job, megabytes.</param>
internal sealed record JobCosts(
    double DurationMs, double ProcessorMs, double EmulatorMs, double Activities, double Orchestrations,
    IReadOnlyList<(string Resource, double Count)> Requests, double IdleMb)
{
    /// <summary>What each job that runs adds to that, megabytes; known when several have run at once.</summary>
    public double JobMb { get; init; } = 1;

    /// <summary>Requests to storage in all.</summary>
    public double AllRequests => Requests.Sum(each => each.Count);

    /// <summary>Requests to resources of a name that begins so.</summary>
    public double RequestsTo(string beginning) =>
        Requests.Where(each => each.Resource.StartsWith(beginning, StringComparison.OrdinalIgnoreCase)).Sum(each => each.Count);
}
