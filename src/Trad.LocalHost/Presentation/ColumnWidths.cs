namespace Trad.LocalHost.Presentation;

/// <summary>
/// How wide the columns of a table are that may break: none narrower than its longest word while there is room, for half a name is
/// none, and what is left goes to those that have most to say.
/// </summary>
internal static class ColumnWidths
{
    /// <summary>
    /// The widths of the columns; null for those that take what they need, and for all where everything fits or nothing helps.
    /// </summary>
    /// <param name="cells">The texts of each column, its heading among them.</param>
    /// <param name="breaks">Which columns may break between words.</param>
    /// <param name="room">How many characters all columns have together, without what frames them.</param>
    public static int?[] Choose(IReadOnlyList<IReadOnlyList<string>> cells, IReadOnlyList<bool> breaks, int room)
    {
        var wanted = cells.Select(column => column.Max(text => text.Length)).ToArray();
        var least = cells.Select((column, index) => breaks[index] ? column.Max(LongestWord) : wanted[index]).ToArray();
        var spare = room - least.Sum();
        var more = wanted.Zip(least, (most, few) => most - few).Sum();
        if (spare < 0 || spare >= more)
        {
            return new int?[cells.Count];
        }

        return [.. Enumerable.Range(0, cells.Count).Select(
            column => breaks[column] ? least[column] + (int)((long)(wanted[column] - least[column]) * spare / more) : (int?)null)];
    }

    private static int LongestWord(string text) => text.Split(' ').Max(word => word.Length);
}
