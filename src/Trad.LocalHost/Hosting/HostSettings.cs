using System.Net;
using Trad.LocalRuntime;
using Trad.LocalRuntime.Emulator;

namespace Trad.LocalHost.Hosting;

/// <summary>Where the local host listens and keeps its data.</summary>
/// <param name="Port">The HTTP port; 0 is any free one.</param>
/// <param name="DataFolder">Where the storage emulator keeps its data.</param>
/// <param name="Storage">A storage account to use instead of the emulator.</param>
/// <param name="Verbose">Whether the host's log is shown.</param>
public sealed record HostSettings(int Port, string DataFolder, StorageSetting? Storage, bool Verbose)
{
    /// <summary>The port of the Functions tools, and so of Trad.</summary>
    public const int DefaultPort = 7071;

    /// <summary>Whether warnings are shown as well as errors: the terminal is the host's own.</summary>
    public bool ShowsWarnings { get; init; }

    /// <summary>Whether the data folder was named and the port was not: then a host of that folder is meant, wherever it listens.</summary>
    public bool IsFolderMeant { get; init; }

    /// <summary>What the emulator's acknowledgement of a change is worth.</summary>
    public EmulatorDurability Durability { get; init; }

    /// <summary>What runs orchestrations.</summary>
    public DurableEngineKind Engine { get; init; }

    /// <summary>The address on which the host listens. <value>The default is 127.0.0.1.</value></summary>
    public IPAddress Listen { get; init; } = IPAddress.Loopback;

    /// <summary>A file whose first line is the access key; null when there is none, or the environment says it.</summary>
    public string? KeyFile { get; init; }

    /// <summary>A folder of strategies in C#; null when there is none, or the environment says it.</summary>
    public string? Strategies { get; init; }

    /// <summary>Where traces, metrics and logs go (OpenTelemetry); null for nowhere.</summary>
    public Uri? Otlp { get; init; }

    /// <summary>Settings of the app that go before those of the environment, for example <c>Trad:Exchanges:SimulatedAddress</c>.</summary>
    public IReadOnlyDictionary<string, string?> Overrides { get; init; } = new Dictionary<string, string?>();
}
