namespace Trad.Backtesting.Strategies.Rules;

/// <summary>Rule strategies that people know, to read and to start from.</summary>
public static class RuleExamples
{
    private const string Folder = "Trad.Backtesting.Strategies.Rules.Examples.";
    private const string Extension = ".json";

    /// <summary>The documents by name, in the order of the names.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new SortedDictionary<string, string>(
        typeof(RuleExamples).Assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .ToDictionary(name => name[Folder.Length..^Extension.Length], Read),
        StringComparer.Ordinal);

    /// <summary>The JSON schema (2020-12) of the documents.</summary>
    public static string Schema { get; } = Read("Trad.Backtesting.Strategies.Rules.rule-strategy.schema.json");

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(RuleExamples).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
