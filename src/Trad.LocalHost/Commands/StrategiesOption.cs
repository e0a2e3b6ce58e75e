using System.CommandLine;
using Trad.LocalHost.Hosting;

namespace Trad.LocalHost.Commands;

/// <summary>The option that names a folder of strategies in C#.</summary>
internal static class StrategiesOption
{
    /// <summary>The option.</summary>
    public static Option<string?> Create() => new("--strategies")
    {
        Description = "Folder of strategies of one's own in C# (.cs, .dll), for a host that this command starts; they run with your rights.",
        HelpName = "folder",
    };

    /// <summary>The folder, in full; null when none was given.</summary>
    /// <exception cref="StartException">There is no such folder.</exception>
    public static string? Read(string? folder) => folder switch
    {
        null => null,
        _ when Directory.Exists(folder) => Path.GetFullPath(folder),
        _ => throw new StartException($"--strategies {folder}: there is no such folder."),
    };
}
