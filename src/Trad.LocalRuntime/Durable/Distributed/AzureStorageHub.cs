using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using DurableTask.AzureStorage;
using DurableTask.Core;
using Microsoft.Extensions.Logging;

namespace Trad.LocalRuntime.Durable.Distributed;

/// <summary>The orchestration service of Durable Functions on the hub, set up for processes that may end at any time.</summary>
internal sealed class AzureStorageHub
{
    // After a kill: who held a partition is replaced within the lease, what it had taken out of a queue comes back after
    // the visibility time-out. Both are renewed while the process lives, an activity's every 5 seconds.
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(6);
    private static readonly TimeSpan LeaseRenewal = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan LeaseAcquisition = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan Visibility = TimeSpan.FromSeconds(8);

    // A message that this process puts is read at once; one of another process after this at most.
    private static readonly TimeSpan LongestPolling = TimeSpan.FromMilliseconds(200);

    // A partition that goes over to another process waits until the sessions open on it have ended.
    private static readonly TimeSpan SessionIdle = TimeSpan.FromSeconds(3);

    public AzureStorageHub(LocalRuntimeOptions options, ILoggerFactory logs)
    {
        Id = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid():N}";
        var settings = new AzureStorageOrchestrationServiceSettings
        {
            StorageAccountClientProvider = Open(options),
            TaskHubName = options.SharedHubName,
            WorkerId = Id,
            PartitionCount = options.Partitions,
            MaxConcurrentTaskActivityWorkItems = options.MaxConcurrentActivities,
            ControlQueueVisibilityTimeout = Visibility,
            WorkItemQueueVisibilityTimeout = Visibility,
            LeaseInterval = Lease,
            LeaseRenewInterval = LeaseRenewal,
            LeaseAcquireInterval = LeaseAcquisition,
            MaxQueuePollingInterval = LongestPolling,
            ExtendedSessionsEnabled = true,
            ExtendedSessionIdleTimeout = SessionIdle,
            UseAppLease = false,
            UseTablePartitionManagement = true,
            ThrowExceptionOnInvalidDedupeStatus = true,
            LoggerFactory = logs,
        };
        Service = new AzureStorageOrchestrationService(settings);
        Worker = new ReportingOrchestrationService(Service, Commits);
    }

    /// <summary>This process among those that work on the hub.</summary>
    public string Id { get; }

    /// <summary>
    /// The longest that work of a killed process stands still, as the service's settings bound it: its partitions are taken over while
    /// the messages that it had taken come back; then an activity's message is polled, and its answer by who has the partition now.
    /// </summary>
    public static TimeSpan LongestStall { get; } =
        new[] { Lease + LeaseAcquisition, Visibility }.Max() + (2 * LongestPolling);

    /// <summary>The service, for clients.</summary>
    public AzureStorageOrchestrationService Service { get; }

    /// <summary>The service, for the worker.</summary>
    public IOrchestrationService Worker { get; }

    /// <summary>Which turns were committed here.</summary>
    public CommitNotifier Commits { get; } = new();

    private static StorageAccountClientProvider Open(LocalRuntimeOptions options)
    {
        T Configure<T>(T client)
            where T : ClientOptions
        {
            options.ConfigureStorage?.Invoke(client);
            return client;
        }

        return new StorageAccountClientProvider(
            StorageServiceClientProvider.ForBlob(options.ConnectionString, Configure(new BlobClientOptions())),
            StorageServiceClientProvider.ForQueue(options.ConnectionString, Configure(new QueueClientOptions())),
            StorageServiceClientProvider.ForTable(options.ConnectionString, Configure(new TableClientOptions())));
    }
}
