namespace Trad.Backtesting.LookAhead;

/// <summary>Chooses which signals are looked at.</summary>
internal static class SignalChoice
{
    /// <summary>At most some of the signals from a candle on, spread evenly over all of them, the last one included.</summary>
    public static List<int> Spread(ReadOnlySpan<sbyte> direction, int first, int most)
    {
        var all = All(direction, first);
        return all.Count <= most ? all : [.. Enumerable.Range(1, most).Select(i => all[(int)((long)all.Count * i / most) - 1])];
    }

    /// <summary>All signals from a candle on.</summary>
    public static List<int> All(ReadOnlySpan<sbyte> direction, int first = 0)
    {
        var all = new List<int>();
        for (var t = Math.Max(0, first); t < direction.Length; t++)
        {
            if (direction[t] != 0)
            {
                all.Add(t);
            }
        }

        return all;
    }

    /// <summary>
    /// At most some of the signals at random, those first that follow no signal: where one holds for long, it is decided at its
    /// beginning.
    /// </summary>
    public static List<int> Draw(List<int> all, int most, Random random)
    {
        var order = all.ToArray();
        random.Shuffle(order);
        var known = all.ToHashSet();
        return [.. order.OrderBy(t => known.Contains(t - 1)).Take(most)];
    }
}
