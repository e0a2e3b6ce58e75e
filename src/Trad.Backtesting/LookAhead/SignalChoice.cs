namespace Trad.Backtesting.LookAhead;

/// <summary>Chooses which signals are looked at.</summary>
internal static class SignalChoice
{
    /// <summary>At most some of the signals from a candle on, spread evenly over all of them, the last one included.</summary>
    public static List<int> Spread(ReadOnlySpan<sbyte> direction, int first, int most)
    {
        var all = new List<int>();
        for (var t = Math.Max(0, first); t < direction.Length; t++)
        {
            if (direction[t] != 0)
            {
                all.Add(t);
            }
        }

        return all.Count <= most ? all : [.. Enumerable.Range(1, most).Select(i => all[(int)((long)all.Count * i / most) - 1])];
    }
}
