using Trad.Backtesting.Simulation;

namespace Trad.Training.Requests;

/// <summary>Which way trades may go, as requests say it: <c>both</c>, <c>long</c> or <c>short</c>.</summary>
public static class TradeDirectionNames
{
    private static readonly (string Name, TradeDirections Directions)[] Known =
        [("both", TradeDirections.Both), ("long", TradeDirections.LongOnly), ("short", TradeDirections.ShortOnly)];

    /// <summary>The names.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Known.Select(known => known.Name)];

    /// <summary>The names, comma separated, for messages.</summary>
    public static string KnownNames => string.Join(", ", Known.Select(known => known.Name));

    /// <summary>Reads a name; false when it is none.</summary>
    public static bool TryParse(string? name, out TradeDirections directions)
    {
        var found = Array.Find(Known, known => known.Name == name);
        directions = found.Directions;
        return found.Name is not null;
    }
}
