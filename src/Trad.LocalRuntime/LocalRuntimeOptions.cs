using System.Net;
using Trad.LocalRuntime.Durable.Distributed;

namespace Trad.LocalRuntime;

/// <summary>How the embedded Functions host runs.</summary>
public sealed record LocalRuntimeOptions
{
    /// <summary>
    /// The setting that goes before <see cref="DefaultVersion"/>, as it goes before <c>defaultVersion</c> of host.json in the Functions host.
    /// </summary>
    public const string DefaultVersionSetting = "AzureFunctionsJobHost:extensions:durableTask:defaultVersion";

    /// <summary>The storage account that keeps orchestrations and timers.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>The name of the task hub: letters and digits. <value>The default is <c>TradHub</c>, as in host.json.</value></summary>
    public string HubName { get; init; } = "TradHub";

    /// <summary>What runs orchestrations. <value>The default is <see cref="DurableEngineKind.Embedded"/>.</value></summary>
    public DurableEngineKind Engine { get; init; }

    /// <summary>
    /// Whether this process only works on a hub that another one serves: no HTTP, no timers. Needs an engine for several processes.
    /// </summary>
    public bool IsWorker { get; init; }

    /// <summary>
    /// The control queues of a new hub for several processes: so many of them can run orchestrations. <value>The default is 2.</value>
    /// </summary>
    public int Partitions { get; init; } = 2;

    /// <summary>The app's name and version: processes that work on one hub must run the same.</summary>
    public string App { get; init; } = "app";

    /// <summary>
    /// The version that new orchestrations carry unless their start names one, as <c>defaultVersion</c> of host.json. <value>The default is
    /// none.</value>
    /// </summary>
    public string DefaultVersion { get; init; } = "";

    /// <summary>The HTTP port; 0 takes any free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// The address to listen on. Beside an address of this machine that is not loopback, the host listens on loopback as
    /// well, as long as the port is a given one. <value>The default is 127.0.0.1.</value>
    /// </summary>
    public IPAddress Listen { get; init; } = IPAddress.Loopback;

    /// <summary>Activities that run at once. <value>The default is the number of processors.</value></summary>
    public int MaxConcurrentActivities { get; init; } = Environment.ProcessorCount;

    /// <summary>How long an activity may take. <value>The default is 30 minutes, as in host.json.</value></summary>
    public TimeSpan FunctionTimeout { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>Where messages for a person go, such as the one that storage is away; null writes them to the log.</summary>
    public Action<string>? Report { get; init; }

    /// <summary>
    /// The longest that work of a killed process stands still while others go on; zero for the embedded engine, which has no others.
    /// </summary>
    public TimeSpan LongestStall => Engine == DurableEngineKind.AzureStorage ? AzureStorageHub.LongestStall : TimeSpan.Zero;

    /// <summary>The hub of the engine for several processes, which has tables of its own.</summary>
    internal string SharedHubName => $"{HubName}Shared";

    /// <summary>Changes how the engine talks to storage, for tests and measurements.</summary>
    internal Action<Azure.Core.ClientOptions>? ConfigureStorage { get; init; }
}
