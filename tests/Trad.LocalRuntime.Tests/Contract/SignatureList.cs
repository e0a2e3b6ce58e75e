namespace Trad.LocalRuntime.Tests.Contract;

/// <summary>The signatures of the real packages, as they were dumped by reflection, by full type name.</summary>
internal static class SignatureList
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Contract");

    /// <summary>The copy of the dump that travels with the tests.</summary>
    public static string DumpFile { get; } = Path.Combine(Folder, "signatures.md");

    /// <summary>Every listed type: its declaration first, then its members.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Read() =>
        new[] { DumpFile, Path.Combine(Folder, "named-elsewhere.md") }.SelectMany(Types).ToDictionary(type => type.Name, type => type.Lines);

    private static IEnumerable<(string Name, IReadOnlyList<string> Lines)> Types(string file)
    {
        foreach (var section in File.ReadAllText(file).Split("\n### ")[1..])
        {
            var code = section.Split("```")[1];
            yield return (
                section.Split(' ', 2)[0],
                [.. code.Split('\n').Skip(1).Select(line => line.Split("//")[0].Trim()).Where(line => line.Length > 0)]);
        }
    }
}
