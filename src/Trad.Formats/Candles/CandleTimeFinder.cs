using Trad.Formats.Candles.Times;

namespace Trad.Formats.Candles;

/// <summary>Finds the column of times: by names, and by values where there are several.</summary>
/// <param name="names">The names of all columns.</param>
/// <param name="plain">The same, normalised.</param>
/// <param name="traits">What the values of a column look like.</param>
/// <param name="times">The times in the first rows of a column; null where they are not known.</param>
/// <param name="candidates">The columns that have names of opens, the likeliest first.</param>
internal sealed class CandleTimeFinder(
    IReadOnlyList<string> names,
    string[] plain,
    Func<int, ColumnTraits> traits,
    Func<int, SampledTimes?>? times,
    IReadOnlyList<(int Field, int Rank)> candidates)
{
    private static readonly CandleColumn[] Prices = [CandleColumn.Open, CandleColumn.High, CandleColumn.Low, CandleColumn.Close];

    /// <summary>Whether the columns are those of BitMEX, which writes when its candles close.</summary>
    public bool IsBitmex { get; init; }

    /// <summary>Finds the column.</summary>
    /// <param name="field">The column; -1 where there is none.</param>
    /// <param name="isClosing">Whether its times are those at which candles close.</param>
    /// <returns>What is wrong, in words; null when nothing is.</returns>
    public string? Find(out int field, out bool isClosing)
    {
        isClosing = false;
        var named = candidates.Where(each => traits(each.Field).HasFlag(ColumnTraits.Times)).Select(each => each.Field).ToList();
        if (named.Count == 0)
        {
            (field, isClosing) = FindOther();
            return null;
        }

        field = named[0];
        if (plain[field] == "tsevent" && plain.Contains("tsinit"))
        {
            return $"column '{names[field]}' beside '{names[Array.IndexOf(plain, "tsinit")]}' is that of Nautilus, which writes there when "
                + "candles close unless it is told to write when they open; call it close_time or open_time";
        }

        isClosing = IsBitmex && plain[field] == "timestamp";
        if (isClosing || times is null || CandleColumnNames.IsIndex(plain[field]) || times(field) is not { AreKnown: true } first)
        {
            return null;
        }

        return TimeChoice.Choose([(field, names[field], first), .. Others(named, first)], out field)
            ?? CheckCloses(ref field, out isClosing);
    }

    // What is called the open is one, unless another has the same name, or one that has a zone shows that it is local time.
    private IEnumerable<(int Field, string Name, SampledTimes Times)> Others(List<int> named, SampledTimes first)
    {
        var (isOpen, name) = (CandleColumnNames.IsOpenTime(plain[named[0]]), plain[named[0]]);
        foreach (var other in named.Skip(1).Where(other => !CandleColumnNames.IsIndex(plain[other])))
        {
            if (times!(other) is { AreKnown: true } values && (!isOpen || plain[other] == name || OpenBesideClose.AreLocal(first, values)))
            {
                yield return (other, names[other], values);
            }
        }
    }

    private string? CheckCloses(ref int field, out bool isClosing)
    {
        isClosing = false;
        var opens = times!(field);
        for (var close = 0; opens is { AreKnown: true } && close < plain.Length; close++)
        {
            if (close == field || !CandleColumnNames.IsClosingTime(plain[close]) || !traits(close).HasFlag(ColumnTraits.Times)
                || times(close) is not { AreKnown: true } closes)
            {
                continue;
            }

            switch (OpenBesideClose.Compare(opens, closes))
            {
                case OpenBesideClose.Verdict.OpensAreLocal:
                    (field, isClosing) = (close, true);
                    return null;
                case OpenBesideClose.Verdict.Unknown:
                    return OpenBesideClose.Describe(names[field], opens, names[close], closes);
            }
        }

        return null;
    }

    private (int Field, bool IsClosing) FindOther()
    {
        for (var i = 0; i < plain.Length; i++)
        {
            if (CandleColumnNames.IsClosingTime(plain[i]) && traits(i).HasFlag(ColumnTraits.Times))
            {
                return (i, true);
            }
        }

        // An index without a name, or with one that says nothing: the one column that holds times.
        var holdTimes = Enumerable.Range(0, plain.Length).Where(
            i => traits(i).HasFlag(ColumnTraits.Times)
                && (i == 0 || !Array.Exists(Prices, price => CandleColumnNames.Rank(price, plain[i]) >= 0)))
            .ToList();
        if (holdTimes.Count > 0 && (holdTimes.Count == 1 || holdTimes[0] == 0))
        {
            return (holdTimes[0], false);
        }

        // Where no row was looked at, or the first is broken, the name decides and the row is refused.
        return (candidates.Count > 0 ? candidates[0].Field : -1, false);
    }
}
