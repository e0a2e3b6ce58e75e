using System.Reflection;
using System.Reflection.Metadata;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using Trad.Backtesting.Strategies;

namespace Trad.Functions.Strategies.PlugIns;

/// <summary>Compiles a C# file against what strategies are made of: candles, indicators, the engine and .NET's own library.</summary>
internal static class PlugInCompiler
{
    private const int MostErrors = 3;

    // What every file of this project's own strategies may leave out, too.
    private const string Usings = """
        global using System;
        global using System.Collections.Generic;
        global using System.Linq;
        global using Trad.Backtesting.Indicators;
        global using Trad.Backtesting.Simulation;
        global using Trad.Backtesting.Strategies;
        global using Trad.Candles;
        """;

    // Of .NET's library what a calculation may want; what these need comes with them.
    private static readonly string[] Libraries =
    [
        "System.Private.CoreLib", "System.Runtime", "System.Collections", "System.Collections.Concurrent", "System.Linq", "System.Memory",
        "System.Numerics.Vectors", "System.Runtime.Numerics", "System.Threading", "netstandard", "MathNet.Numerics",
    ];

    private static readonly CSharpParseOptions Language = CSharpParseOptions.Default.WithLanguageVersion(LanguageVersion.Latest);

    private static readonly Lazy<IReadOnlyList<MetadataReference>> References = new(FindReferences);

    /// <summary>The assembly of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="content">What is in it.</param>
    /// <exception cref="PlugInException">It cannot be compiled; the message has line and column of what is wrong.</exception>
    public static byte[] Compile(string path, byte[] content)
    {
        var source = SourceText.From(content, content.Length, Encoding.UTF8);
        var compilation = CSharpCompilation.Create(
            $"Trad.PlugIns.{Path.GetFileNameWithoutExtension(path)}",
            [CSharpSyntaxTree.ParseText(source, Language, path), CSharpSyntaxTree.ParseText(Usings, Language)],
            References.Value,
            new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, deterministic: true,
                nullableContextOptions: NullableContextOptions.Enable));
        using var assembly = new MemoryStream();
        var errors = compilation.Emit(assembly).Diagnostics.Where(each => each.Severity == DiagnosticSeverity.Error).ToList();
        return errors.Count == 0
            ? assembly.ToArray()
            : throw new PlugInException(
                $"{string.Join("; ", errors.Take(MostErrors).Select(Describe))}{(errors.Count > MostErrors ? $"; and {errors.Count - MostErrors} more" : "")}");
    }

    private static string Describe(Diagnostic error)
    {
        var place = error.Location.GetLineSpan();
        return $"{place.Path} line {place.StartLinePosition.Line + 1}, column {place.StartLinePosition.Character + 1}: {error.GetMessage()} ({error.Id})";
    }

    // From memory and not from files: a published single file has none.
    private static List<MetadataReference> FindReferences()
    {
        var found = new Dictionary<string, MetadataReference>();
        var open = new Queue<Assembly>([typeof(IStrategy).Assembly, .. Libraries.Select(Assembly.Load)]);
        while (open.TryDequeue(out var assembly))
        {
            if (assembly.GetName().Name is { } name && !found.ContainsKey(name) && Reference(assembly) is { } reference)
            {
                found.Add(name, reference);
                foreach (var needed in assembly.GetReferencedAssemblies())
                {
                    open.Enqueue(Assembly.Load(needed));
                }
            }
        }

        return [.. found.Values];
    }

    private static unsafe PortableExecutableReference? Reference(Assembly assembly) =>
        assembly.TryGetRawMetadata(out var start, out var length)
            ? AssemblyMetadata.Create(ModuleMetadata.CreateFromMetadata((nint)start, length)).GetReference()
            : null;
}
