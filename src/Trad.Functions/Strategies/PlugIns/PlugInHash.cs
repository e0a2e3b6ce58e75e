using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Security.Cryptography;
using System.Text;

namespace Trad.Functions.Strategies.PlugIns;

/// <summary>Tells the code of a plug-in from any other: its file, and the assemblies of the folder that it refers to.</summary>
internal static class PlugInHash
{
    /// <summary>
    /// SHA-256 of a file that needs no other of the folder; else of a list of all of them with theirs, that of the file first.
    /// </summary>
    /// <param name="content">The file of the strategies.</param>
    /// <param name="context">Knows what lies beside it.</param>
    public static string OfAssembly(byte[] content, PlugInContext context)
    {
        var own = Of(content);
        var found = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var waiting = new Stack<byte[]>([content]);
        while (waiting.TryPop(out var assembly))
        {
            foreach (var path in References(assembly).Select(context.PathOf).OfType<string>())
            {
                if (!found.ContainsKey(Path.GetFileName(path)))
                {
                    var companion = context.Open(path).Content;
                    found.Add(Path.GetFileName(path), Of(companion));
                    waiting.Push(companion);
                }
            }
        }

        return found.Count == 0
            ? own
            : Of(Encoding.UTF8.GetBytes($"{own}\n{string.Join('\n', found.Select(file => $"{file.Value} {file.Key}"))}"));
    }

    /// <summary>SHA-256, hexadecimal.</summary>
    public static string Of(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content));

    private static IEnumerable<AssemblyName> References(byte[] assembly)
    {
        using var file = new PEReader(new MemoryStream(assembly));
        if (!file.HasMetadata)
        {
            return [];
        }

        var metadata = file.GetMetadataReader();
        return [.. metadata.AssemblyReferences.Select(handle => metadata.GetAssemblyReference(handle).GetAssemblyName())];
    }
}
