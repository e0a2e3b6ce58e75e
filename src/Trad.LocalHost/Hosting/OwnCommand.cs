namespace Trad.LocalHost.Hosting;

/// <summary>How this program is run again from the shell that it was run from, so that what it says to type next can be typed.</summary>
internal static class OwnCommand
{
    private const string Project = "Trad.LocalHost.csproj";

    /// <summary>The words before the command's own, such as <c>trad</c> or <c>dotnet run --project src/Trad.LocalHost --</c>.</summary>
    public static string Current { get; } = Find(
        Environment.ProcessPath ?? "trad", AppContext.BaseDirectory, Environment.CurrentDirectory,
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries), File.Exists);

    /// <summary>The words, from where the program lies.</summary>
    /// <param name="processPath">The executable: the program's own, or <c>dotnet</c> where that runs its assembly.</param>
    /// <param name="baseDirectory">Where its assemblies lie.</param>
    /// <param name="currentDirectory">Where the shell is.</param>
    /// <param name="searched">The folders in which the shell looks for commands.</param>
    /// <param name="exists">Whether there is a file.</param>
    public static string Find(
        string processPath, string baseDirectory, string currentDirectory, IEnumerable<string> searched, Func<string, bool> exists)
    {
        var file = Path.GetFileName(processPath);
        var name = Path.GetFileNameWithoutExtension(file);
        var isRunner = name == "dotnet";

        // bin/Debug/net10.0 lies three folders below the project that somebody has built it from.
        var project = Path.GetFullPath(Path.Combine(baseDirectory, "..", "..", ".."));
        if (exists(Path.Combine(project, Project)))
        {
            return $"dotnet run --project {Quoted(Near(project, currentDirectory))} --";
        }

        if (isRunner)
        {
            return $"dotnet {Quoted(Near(Path.Combine(baseDirectory, "trad.dll"), currentDirectory))}";
        }

        return searched.Any(folder => exists(Path.Combine(folder, file)))
            ? name
            : Quoted(Near(processPath, currentDirectory, isCommand: true));
    }

    // From where the shell is, unless that leads far away; a shell takes a name without a folder for one that it has to look for.
    private static string Near(string path, string currentDirectory, bool isCommand = false)
    {
        var relative = Path.GetRelativePath(currentDirectory, path);
        return relative.StartsWith("..", StringComparison.Ordinal) || Path.IsPathRooted(relative) ? path
            : isCommand && !relative.Contains(Path.DirectorySeparatorChar) ? Path.Combine(".", relative)
            : relative;
    }

    private static string Quoted(string path) => path.Contains(' ', StringComparison.Ordinal) ? $"\"{path}\"" : path;
}
