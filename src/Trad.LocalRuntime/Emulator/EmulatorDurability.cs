namespace Trad.LocalRuntime.Emulator;

/// <summary>What the emulator's acknowledgement of a change is worth.</summary>
public enum EmulatorDurability
{
    /// <summary>The change is on disk: it outlives a power cut.</summary>
    Disk,

    /// <summary>The change is with the operating system: it outlives the end of every process, but not a power cut.</summary>
    Process,

    /// <summary>The change is in memory, and saved within some five seconds, as Azurite does by itself.</summary>
    Autosave,
}
