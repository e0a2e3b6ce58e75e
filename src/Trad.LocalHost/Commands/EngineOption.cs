using System.CommandLine;
using Trad.LocalHost.Hosting;
using Trad.LocalRuntime;

namespace Trad.LocalHost.Commands;

/// <summary><c>--engine</c>: what runs orchestrations.</summary>
internal static class EngineOption
{
    private const string Setting = "Trad__Engine";
    private const string Embedded = "embedded";
    private const string AzureStorage = "azure-storage";

    /// <summary>The option.</summary>
    public static Option<string?> Create() => new("--engine")
    {
        Description =
            $"What runs orchestrations: {Embedded} (one process), or {AzureStorage}, which shares them with every 'trad worker' (default: the environment's {Setting}, else {Embedded}).",
        HelpName = $"{Embedded}|{AzureStorage}",
    };

    /// <summary>The engine that is asked for on the command line or in the environment.</summary>
    /// <exception cref="StartException">There is no such engine.</exception>
    public static DurableEngineKind Read(string? option) => option is not null
        ? Parse("--engine", option)
        : Environment.GetEnvironmentVariable(Setting) is { Length: > 0 } setting ? Parse(Setting, setting) : DurableEngineKind.Embedded;

    private static DurableEngineKind Parse(string name, string text) => text.ToLowerInvariant() switch
    {
        Embedded => DurableEngineKind.Embedded,
        AzureStorage => DurableEngineKind.AzureStorage,
        _ => throw new StartException($"{name} must be {Embedded} or {AzureStorage}, was '{text}'."),
    };
}
