using System.Reflection;
using System.Runtime.Loader;

namespace Trad.Functions.Strategies.PlugIns;

/// <summary>
/// Where the assemblies of a folder live: what Trad itself has is Trad's, so that its strategies are strategies here; what else they
/// need lies beside them.
/// </summary>
internal sealed class PlugInContext(string folder) : AssemblyLoadContext("Trad plug-ins")
{
    /// <inheritdoc/>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        try
        {
            return Default.LoadFromAssemblyName(assemblyName);
        }
        catch (FileNotFoundException)
        {
            var beside = Path.Combine(folder, $"{assemblyName.Name}.dll");
            return File.Exists(beside) ? LoadFromAssemblyPath(beside) : null;
        }
    }
}
