namespace Trad.Benchmarks.Fleet;

/// <summary>Something that jobs wait for.</summary>
/// <param name="Name">What it is.</param>
/// <param name="DemandMs">How long one job keeps one of its servers busy, all visits together, milliseconds.</param>
/// <param name="Servers">How many there are of it.</param>
/// <param name="Remedy">What to do when it is the bottleneck.</param>
internal sealed record Station(string Name, double DemandMs, double Servers, string Remedy)
{
    /// <summary>Jobs per second that it can carry at most.</summary>
    public double CapacityPerSecond => Servers * 1000 / DemandMs;
}
