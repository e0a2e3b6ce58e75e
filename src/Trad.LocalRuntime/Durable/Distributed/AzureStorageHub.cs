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

    private readonly LocalRuntimeOptions _options;
    private readonly ILoggerFactory _logs;
    private volatile AzureStorageOrchestrationService _service;
    private int _joined;

    public AzureStorageHub(LocalRuntimeOptions options, ILoggerFactory logs)
    {
        Id = $"{Environment.MachineName}-{Environment.ProcessId}-{Guid.NewGuid():N}";
        _options = options;
        _logs = logs;
        _service = Create();
    }

    /// <summary>
    /// After a storage failure of more than this another process may have the partitions of this one, and its messages are visible again.
    /// </summary>
    public static TimeSpan LongestSilence => Lease;

    /// <summary>This process among those that work on the hub.</summary>
    public string Id { get; }

    /// <summary>
    /// The longest that work of a killed process stands still, as the service's settings bound it: its partitions are taken over while
    /// the messages that it had taken come back; then an activity's message is polled, and its answer by who has the partition now.
    /// </summary>
    public static TimeSpan LongestStall { get; } =
        new[] { Lease + LeaseAcquisition, Visibility }.Max() + (2 * LongestPolling);

    /// <summary>The service, for clients.</summary>
    public AzureStorageOrchestrationService Service => _service;

    /// <summary>The service, for the worker.</summary>
    public IOrchestrationService Worker => new ReportingOrchestrationService(_service, Commits);

    /// <summary>Which turns were committed here.</summary>
    public CommitNotifier Commits { get; } = new();

    /// <summary>Makes the service anew, with nothing in memory and as another worker; who uses the one before has to stop it.</summary>
    public void Renew() => _service = Create();

    private AzureStorageOrchestrationService Create() => new(new AzureStorageOrchestrationServiceSettings
    {
        StorageAccountClientProvider = Open(_options),
        TaskHubName = _options.SharedHubName,
        WorkerId = $"{Id}-{Interlocked.Increment(ref _joined)}",
        PartitionCount = _options.Partitions,
        MaxConcurrentTaskActivityWorkItems = _options.MaxConcurrentActivities,
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
        LoggerFactory = _logs,
    });

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
