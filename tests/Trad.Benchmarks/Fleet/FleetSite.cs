namespace Trad.Benchmarks.Fleet;

/// <summary>What a fleet of jobs has to share.</summary>
/// <param name="Name">Where it is.</param>
/// <param name="Stations">What jobs wait for there.</param>
/// <param name="DelayMs">What a job waits beside that, milliseconds.</param>
/// <param name="MostAtOnce">Jobs that fit into memory at once.</param>
internal sealed record FleetSite(string Name, IReadOnlyList<Station> Stations, double DelayMs, int MostAtOnce)
{
    /// <summary>The memory of an instance on Azure (Flex Consumption), megabytes.</summary>
    private const double InstanceMb = 2_048;

    // What the host, the worker's runtime and the system take of it.
    private const double HostMb = 500;

    // Limits of Azure Storage: learn.microsoft.com/azure/storage/common/scalability-targets-standard-account, …/queues/scalability-targets
    // and …/tables/scalability-targets.
    private const double AccountRequestsPerSecond = 20_000;
    private const double PartitionRequestsPerSecond = 2_000;
    private const double QueueMessagesPerSecond = 2_000;

    // An answer of storage within a region, and how many of them a job waits for one after another, as a share of its requests: those of
    // a round go side by side.
    private const double AzureRequestMs = 5;
    private const double InSequence = 0.5;

    /// <summary>This machine: the processors, of which the emulator takes its part, and the emulator's one thread.</summary>
    public static FleetSite Here(JobCosts costs)
    {
        Station[] stations =
        [
            new("processors", costs.ProcessorMs + costs.EmulatorMs, Environment.ProcessorCount, "a machine with more of them, or `trad worker`s"),
            new("the emulator's thread", costs.EmulatorMs, 1, "a storage account"),
        ];
        var busy = stations.Sum(station => station.DemandMs / station.Servers);
        return new FleetSite("this machine", stations, Math.Max(0, costs.DurationMs - busy), int.MaxValue);
    }

    /// <summary>A function app on Azure with its storage account.</summary>
    /// <param name="costs">What a job costs here; a core there is taken to be as fast.</param>
    /// <param name="instances">Instances of one core.</param>
    /// <param name="partitions">Control queues: so many instances carry orchestrations.</param>
    public static FleetSite Azure(JobCosts costs, int instances, int partitions)
    {
        // One for a call, in the work-item queue, and one for its answer; an orchestration is started and told of its end.
        var messages = costs.Activities + (costs.Orchestrations * 2);
        var hottest = costs.RequestsTo("table TradJobs") + costs.RequestsTo("table TradBacklog") + costs.RequestsTo("table TradChanges");
        return new FleetSite(
            $"Azure, {instances} instances, {partitions} control queues",
            [
                new("instances (processor)", costs.ProcessorMs, instances, "a higher maximumInstanceCount"),
                new("the storage account's requests", costs.AllRequests * 1000 / AccountRequestsPerSecond, 1,
                    "an account for Durable and one for Trad's data, then one per group of jobs"),
                new("the partition of jobs, backlog and feed", hottest * 1000 / PartitionRequestsPerSecond, 1,
                    "partitions by the job's number: rows, backlog and feed are one partition each today"),
                new("control queues", messages * 1000 / QueueMessagesPerSecond, partitions,
                    "a higher partitionCount (a new hub), or the Durable Task Scheduler"),
                new("the work-item queue", costs.Activities * 1000 / QueueMessagesPerSecond, 1,
                    "fewer, larger activities (Trad__Jobs__ChunkMilliseconds), or the Durable Task Scheduler"),
            ],
            costs.AllRequests * InSequence * AzureRequestMs,
            (int)(instances * (InstanceMb - HostMb - costs.IdleMb) / costs.JobMb));
    }

    /// <summary>Jobs per second when so many are there at once; those for which memory has no room wait.</summary>
    public double ThroughputPerSecond(int jobs) => ClosedNetwork.ThroughputPerSecond(Stations, DelayMs, Math.Min(jobs, MostAtOnce));

    /// <summary>The station that is busiest at a throughput, and its share of the time.</summary>
    public (Station Station, double Utilisation) Bottleneck(double throughputPerSecond) => Stations
        .Select(station => (station, throughputPerSecond / station.CapacityPerSecond))
        .MaxBy(each => each.Item2);
}
