using System.Diagnostics.CodeAnalysis;

namespace Trad.Backtesting.Strategies;

/// <summary>Every strategy of this assembly; adding one means adding one file.</summary>
public static class StrategyCatalog
{
    /// <summary>All strategies in the order of their names.</summary>
    public static IReadOnlyList<IStrategy> All { get; } =
    [
        .. typeof(StrategyCatalog).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IStrategy)))
            .Select(type => (IStrategy)Activator.CreateInstance(type)!)
            .OrderBy(strategy => strategy.Name, StringComparer.Ordinal),
    ];

    /// <summary>The names, comma separated, for messages.</summary>
    public static string Names { get; } = string.Join(", ", All.Select(strategy => strategy.Name));

    /// <summary>Finds a strategy by its name.</summary>
    public static bool TryGet(string? name, [NotNullWhen(true)] out IStrategy? strategy)
    {
        strategy = All.FirstOrDefault(candidate => candidate.Name == name);
        return strategy is not null;
    }
}
