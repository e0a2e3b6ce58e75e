namespace Trad.Training.Strategies;

/// <summary>Names in messages: there may be hundreds of strategies and a thousand versions, and a name may be anything.</summary>
public static class StrategyNames
{
    private const int MostListed = 30;
    private const int LongestQuoted = 64;

    /// <summary>The first of them, and how many more there are.</summary>
    public static string List(IReadOnlyCollection<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        var listed = string.Join(", ", names.Take(MostListed));
        return names.Count > MostListed ? $"{listed} and {names.Count - MostListed} more" : listed;
    }

    /// <summary>A name that somebody asked for; no strategy has a longer one than is quoted.</summary>
    public static string Quote(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name.Length > LongestQuoted ? $"'{name[..LongestQuoted]}…'" : $"'{name}'";
    }
}
