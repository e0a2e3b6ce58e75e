namespace Trad.LocalRuntime.Emulator;

/// <summary>Azurite as an npm package.</summary>
internal static class AzuriteInstallation
{
    private static readonly string SourceFolder = Path.Combine(AppContext.BaseDirectory, "Emulator");
    private static readonly string Entry = Path.Combine("node_modules", "azurite", "dist", "src", "azurite.js");
    private static readonly NpmInstallation Packages = new(
        "Azurite", SourceFolder, "azurite", ", or name a storage account with --storage");

    /// <summary>Loaded into Azurite's process before Azurite itself.</summary>
    public static string GuardScript { get; } = Path.Combine(SourceFolder, "guard.cjs");

    /// <summary>Installs Azurite unless it is there, and returns the path of its entry script.</summary>
    /// <exception cref="EmulatorException">Node.js or npm is missing, or the installation failed.</exception>
    public static async Task<string> EnsureAsync(Action<string>? report, CancellationToken cancellationToken) => Path.Combine(
        await Packages.EnsureAsync(
            Entry,
            () => report?.Invoke("Installing the storage emulator Azurite with npm (the first time only, about 15 seconds) ..."),
            cancellationToken),
        Entry);
}
