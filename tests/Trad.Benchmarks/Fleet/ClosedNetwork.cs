namespace Trad.Benchmarks.Fleet;

/// <summary>
/// A closed queueing network: so many jobs run at once, each going from station to station, and when one ends the next begins. Solved by
/// mean value analysis (Reiser and Lavenberg, 1980, Mean-value analysis of closed multichain queuing networks), a station of m servers
/// replaced by one m times as fast and a delay (Seidmann, Schweitzer and Shalev-Oren, 1987).
/// </summary>
internal static class ClosedNetwork
{
    /// <summary>Jobs per second, once the network is in balance.</summary>
    /// <param name="stations">What jobs wait for.</param>
    /// <param name="delayMs">What a job waits without keeping anybody else waiting: answers on their way, milliseconds.</param>
    /// <param name="jobs">Jobs at once, at least 1.</param>
    public static double ThroughputPerSecond(IReadOnlyList<Station> stations, double delayMs, int jobs)
    {
        var queues = new double[stations.Count];
        var delay = delayMs + stations.Sum(station => station.DemandMs * (station.Servers - 1) / station.Servers);
        var throughput = 0.0;
        for (var n = 1; n <= jobs; n++)
        {
            var residence = stations.Select((station, i) => station.DemandMs / station.Servers * (1 + queues[i])).ToArray();
            throughput = n / (delay + residence.Sum());
            for (var i = 0; i < queues.Length; i++)
            {
                queues[i] = throughput * residence[i];
            }
        }

        return throughput * 1000;
    }
}
