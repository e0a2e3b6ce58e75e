using System.Reflection;
using System.Runtime.Loader;

namespace Trad.Functions.Strategies.PlugIns;

/// <summary>
/// Where the assemblies of a folder live: what Trad itself has is Trad's, so that its strategies are strategies here; what else they
/// need lies beside them. Each file is read once, and what runs is what was read: it may be replaced while the host runs.
/// </summary>
internal sealed class PlugInContext(string folder) : AssemblyLoadContext("Trad plug-ins")
{
    private readonly Dictionary<string, (byte[] Content, Assembly Assembly)> _open = new(StringComparer.Ordinal);

    /// <summary>An assembly of the folder, and the bytes that it was made of.</summary>
    /// <param name="path">Its file.</param>
    /// <exception cref="PlugInException">The file cannot be read, or is no assembly.</exception>
    public (byte[] Content, Assembly Assembly) Open(string path)
    {
        lock (_open)
        {
            if (!_open.TryGetValue(path, out var known))
            {
                var content = PlugInFolder.ReadFile(path);
                known = (content, Read(path, content));
                _open.Add(path, known);
            }

            return known;
        }
    }

    /// <summary>Where an assembly lies in the folder; null when it is not there, or when the host has it itself.</summary>
    public string? PathOf(AssemblyName assemblyName) => Own(assemblyName) is null ? Beside(assemblyName) : null;

    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName) =>
        Own(assemblyName) ?? (Beside(assemblyName) is { } path ? Open(path).Assembly : null);

    private Assembly Read(string path, byte[] content)
    {
        try
        {
            return LoadFromStream(new MemoryStream(content));
        }
        catch (Exception broken) when (broken is BadImageFormatException or IOException)
        {
            throw new PlugInException($"{path} is no assembly of .NET that can be loaded: {broken.Message}", broken);
        }
    }

    private string? Beside(AssemblyName assemblyName)
    {
        var path = Path.Combine(folder, $"{assemblyName.Name}.dll");
        return File.Exists(path) ? path : null;
    }

    private static Assembly? Own(AssemblyName assemblyName)
    {
        try
        {
            return Default.LoadFromAssemblyName(assemblyName);
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }
}
