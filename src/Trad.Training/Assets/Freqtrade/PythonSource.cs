using System.Reflection;
using System.Text;

namespace Trad.Training.Assets.Freqtrade;

/// <summary>The Python that freqtrade strategies are put together from; it lies beside this code and travels in the assembly.</summary>
internal static class PythonSource
{
    private const string StrategyPrefix = "python/strategies/";
    private const string Suffix = ".py";

    private static readonly Assembly Own = typeof(PythonSource).Assembly;

    /// <summary>The strategies that there is Python of, in the order of their names.</summary>
    public static IReadOnlyList<string> StrategyNames { get; } =
    [
        .. Own.GetManifestResourceNames()
            .Where(name => name.StartsWith(StrategyPrefix, StringComparison.Ordinal))
            .Select(name => name[StrategyPrefix.Length..^Suffix.Length])
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The signals of a strategy.</summary>
    public static string Strategy(string name) => Read($"{StrategyPrefix}{name}{Suffix}");

    /// <summary>A file by its name.</summary>
    public static string Read(string name)
    {
        using var stream = Own.GetManifestResourceStream(name.Contains('/') ? name : $"python/{name}")
            ?? throw new InvalidOperationException($"The assembly lacks {name}.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }
}
