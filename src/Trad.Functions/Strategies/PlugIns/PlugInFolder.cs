using System.Reflection;
using Trad.Backtesting.Strategies;

namespace Trad.Functions.Strategies.PlugIns;

/// <summary>The strategies of a folder: of its C# files, each of which is compiled by itself, and of its assemblies.</summary>
public static class PlugInFolder
{
    /// <summary>The strategies, in the order of their files' names.</summary>
    /// <param name="folder">The folder; what lies in folders of it is not looked at.</param>
    /// <exception cref="PlugInException">The folder is not there, a file cannot be used, or a strategy cannot be made.</exception>
    public static IReadOnlyList<PlugIn> Read(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new PlugInException($"The folder of strategies '{folder}' is not there.");
        }

        var context = new PlugInContext(folder);
        var sources = Files(folder, "*.cs").SelectMany(path =>
        {
            var content = ReadFile(path);
            return Make(path, PlugInHash.Of(content), context.LoadFromStream(new MemoryStream(PlugInCompiler.Compile(path, content))));
        });
        var assemblies = Files(folder, "*.dll").SelectMany(path =>
        {
            var (content, assembly) = context.Open(path);
            return Make(path, PlugInHash.OfAssembly(content, context), assembly);
        });
        List<PlugIn> found = [.. sources, .. assemblies];
        return found.Count > 0
            ? found
            : throw new PlugInException(
                $"No strategy is in '{folder}'; wanted is a .cs file or a .dll with a public class that is an {nameof(IStrategy)} and has a constructor without parameters.");
    }

    private static IEnumerable<string> Files(string folder, string pattern) =>
        Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal);

    /// <summary>The bytes of a file.</summary>
    /// <exception cref="PlugInException">It cannot be read.</exception>
    internal static byte[] ReadFile(string path)
    {
        try
        {
            return File.ReadAllBytes(path);
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            throw new PlugInException($"{path} cannot be read: {unreadable.Message}", unreadable);
        }
    }

    // An assembly beside the strategies may be one that they only use.
    private static List<PlugIn> Make(string path, string hash, Assembly assembly)
    {
        try
        {
            var types = assembly.GetExportedTypes().Where(
                type => type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
                    && type.IsAssignableTo(typeof(IStrategy)) && type.GetConstructor(Type.EmptyTypes) is not null).ToList();
            return types.Count > 0 || Path.GetExtension(path) == ".dll"
                ? types.ConvertAll(type => new PlugIn((IStrategy)Activator.CreateInstance(type)!, path, hash))
                : throw new PlugInException(
                    $"{path} has no strategy: wanted is a public class that is an {nameof(IStrategy)} and has a constructor without parameters.");
        }
        catch (TargetInvocationException failed)
        {
            // What a static field throws is wrapped once more, in words that say nothing about it.
            throw new PlugInException($"A strategy of {path} cannot be made: {failed.GetBaseException().Message}", failed);
        }
        catch (Exception foreign) when (foreign is TypeLoadException or ReflectionTypeLoadException or FileNotFoundException)
        {
            throw new PlugInException($"{path} was made for another version of Trad, or misses what it needs: {foreign.Message}", foreign);
        }
    }
}
