namespace Trad.LocalRuntime.Emulator;

/// <summary>How Azurite is started.</summary>
public sealed record AzuriteOptions
{
    /// <summary>Where the emulator keeps its data; null keeps everything in memory, gone when it stops.</summary>
    public string? DataFolder { get; init; }

    /// <summary>Port of the blob service; 0, the default, is any free port.</summary>
    public int BlobPort { get; init; }

    /// <summary>Port of the queue service; 0, the default, is any free port.</summary>
    public int QueuePort { get; init; }

    /// <summary>Port of the table service; 0, the default, is any free port.</summary>
    public int TablePort { get; init; }

    /// <summary>
    /// What its acknowledgement of a change is worth. <value>The default is <see cref="EmulatorDurability.Disk"/>.</value>
    /// </summary>
    public EmulatorDurability Durability { get; init; }

    /// <summary>Where messages for a person go, such as the one about the first installation.</summary>
    public Action<string>? Report { get; init; }
}
