using Trad.Formats.Candles.Times;

namespace Trad.Formats.Candles;

/// <summary>Finds the columns of candles among those of a file by their names and, where these leave a choice, by their values.</summary>
/// <param name="names">The names.</param>
/// <param name="traits">What the values of a column look like.</param>
/// <param name="times">The times in the first rows of a column; null where they are not known.</param>
internal sealed class CandleFieldFinder(
    IReadOnlyList<string> names, Func<int, ColumnTraits> traits, Func<int, SampledTimes?>? times = null)
{
    private static readonly CandleColumn[] Prices = [CandleColumn.Open, CandleColumn.High, CandleColumn.Low, CandleColumn.Close];

    private static readonly string[] PlainPrices = ["open", "high", "low", "close"];

    /// <summary>The symbol that the candles are of, which tells what of two currencies is traded; null where it is not known.</summary>
    public string? Symbol { get; init; }

    /// <summary>
    /// Whether two columns of one name have the same values, as far as rows were looked at; null where none were, and a name that is there
    /// twice is refused.
    /// </summary>
    public Func<int, int, bool>? AreSame { get; init; }

    /// <summary>The first values of a column; null where no row was looked at.</summary>
    public Func<int, IEnumerable<string>>? Values { get; init; }

    /// <summary>The zone of times that stands above the candles; null where none does.</summary>
    public StatedZone? ZoneAbove { get; init; }

    private readonly string[] _plain = Strip([.. names.Select(CandleColumnNames.Normalize)]);

    /// <summary>How many of the four prices have a column with a known name.</summary>
    public int CountPrices() => FindAround(_plain).Count > 1
        ? Prices.Length
        : Array.FindAll(Prices, price => Candidates(price).Count > 0).Length;

    /// <summary>The columns whose names may be those of times.</summary>
    public IEnumerable<int> PossibleTimes() => Enumerable.Range(0, _plain.Length).Where(i => CandleColumnNames.IsClosingTime(_plain[i])
        || CandleColumnNames.Rank(CandleColumn.OpenTime, _plain[i]) >= 0 || CandleColumnNames.Rank(CandleColumn.TimeOfDay, _plain[i]) >= 0);

    /// <summary>Whether a column has a name that a column of times has.</summary>
    public bool HasTime => Candidates(CandleColumn.OpenTime).Count > 0;

    /// <summary>Finds the columns.</summary>
    /// <param name="fields">The columns; null when one is missing.</param>
    /// <returns>What is wrong, in words; null when nothing is.</returns>
    public string? Find(out CandleFields? fields)
    {
        fields = null;
        foreach (var price in Prices)
        {
            if (Pick(price, out _) is { } fault)
            {
                return fault;
            }
        }

        var undecided = new CandleTimeFinder(names, _plain, traits, times, Candidates(CandleColumn.OpenTime)) { IsBitmex = IsBitmex }
            .Find(out var time, out var isClosing);
        if (undecided is not null)
        {
            return undecided;
        }

        if (time < 0)
        {
            return $"column 'open_time' is missing: none of {Listed()} is a time; name it open_time, timestamp, date or time";
        }

        Pick(CandleColumn.Open, out var open);
        Pick(CandleColumn.High, out var high);
        Pick(CandleColumn.Low, out var low);
        Pick(CandleColumn.Close, out var close);
        var (volume, quoteVolume) = FindVolumes();
        var trades = First(CandleColumn.TradeCount, ColumnTraits.Numbers);
        var found = new CandleFields(time, open, high, low, close, volume, quoteVolume, trades)
        {
            TimeOfDay = FindTimeOfDay(time),
            Symbol = First(CandleColumn.Symbol, ColumnTraits.Words),
            Exchange = First(CandleColumn.Exchange, ColumnTraits.Words),
            IsClosingTime = isClosing,
        };
        if (times is not null && times(time) is not { HasZone: true })
        {
            if (new ZoneFinder(names, Values) { Above = ZoneAbove }.Find(found, hasNames: true, out var zone) is { } elsewhere)
            {
                return elsewhere;
            }

            found = found with { Zone = zone };
        }

        // Of columns of times with one name the values have decided already, where they were looked at.
        var repeated = new RepeatedNames(names, _plain, AreSame).Find(
            found, (column, other) => column == CandleColumn.OpenTime && times?.Invoke(other) is not null);
        fields = repeated is null ? found : null;
        return repeated;
    }

    /// <summary>
    /// Takes away what all names of prices have before or behind, as <c>BTCUSD.Open</c> or <c>Open_BTCUSD</c>; where there are prices
    /// of several, nothing is taken away, and so none is found.
    /// </summary>
    private static string[] Strip(string[] plain)
    {
        var around = FindAround(plain);
        if (around.Count != 1 || Array.TrueForAll(Prices, price => Array.Exists(plain, name => CandleColumnNames.Rank(price, name) >= 0)))
        {
            return plain;
        }

        var (before, behind) = around[0];
        return Array.ConvertAll(
            plain,
            name => name.StartsWith(before, StringComparison.Ordinal) && name.EndsWith(behind, StringComparison.Ordinal)
                && name.Length > before.Length + behind.Length
                ? name[before.Length..^behind.Length]
                : name);
    }

    /// <summary>What stands around the four prices, once for each market that they are of.</summary>
    private static List<(string Before, string Behind)> FindAround(string[] plain)
    {
        var found = new List<(string Before, string Behind)>();
        foreach (var name in plain)
        {
            var around = name.EndsWith("open", StringComparison.Ordinal) ? (name[..^4], "")
                : name.StartsWith("open", StringComparison.Ordinal) ? ("", name[4..])
                : ("", "");
            if (around.Item1.Length + around.Item2.Length > 0
                && Array.TrueForAll(PlainPrices, price => plain.Contains(around.Item1 + price + around.Item2)))
            {
                found.Add(around);
            }
        }

        return found;
    }

    // Where names differ by their capitals alone, as t and T or l and L of an exchange's stream, the small ones are those of candles.
    private List<(int Field, int Rank)> Candidates(CandleColumn column) =>
        [.. _plain.Select((name, i) => (Field: i, Rank: CandleColumnNames.Rank(column, name))).Where(each => each.Rank >= 0
            && !CandleColumnNames.IsVeiled(names, each.Field))
            .OrderBy(each => each.Rank).ThenBy(each => each.Field)];

    private string? Pick(CandleColumn column, out int field)
    {
        var found = Candidates(column);
        field = found.Count > 0 ? found[0].Field : -1;
        return found.Count == 0
            ? FindAround(_plain).Count > 1
                ? $"there are prices of several markets, {Listed()}; leave those of one"
                : $"column '{CandleColumnNames.Ours(column)}' is missing; there are {Listed()}"
            : null;
    }

    private int First(CandleColumn column, ColumnTraits wanted)
    {
        foreach (var (field, _) in Candidates(column))
        {
            if (traits(field).HasFlag(wanted))
            {
                return field;
            }
        }

        return -1;
    }

    private int FindTimeOfDay(int time)
    {
        if (!traits(time).HasFlag(ColumnTraits.Days) && !AreMidnights(time))
        {
            return -1;
        }

        foreach (var (field, _) in Candidates(CandleColumn.TimeOfDay))
        {
            if (field != time && traits(field).HasFlag(ColumnTraits.TimesOfDay))
            {
                return field;
            }
        }

        // Day and time of day as Date and Timestamp: what is written as a time of day, and is no number.
        foreach (var (field, _) in Candidates(CandleColumn.OpenTime))
        {
            if (field != time && traits(field) is var other && other.HasFlag(ColumnTraits.TimesOfDay)
                && (other & (ColumnTraits.Numbers | ColumnTraits.Times)) == 0)
            {
                return field;
            }
        }

        return -1;
    }

    // Days that are kept as moments, as pandas does.
    private bool AreMidnights(int field) => times?.Invoke(field) is { } found && found.Values.Any(value => value is not null)
        && found.Values.All(value => value is null || value % TimeCursor.Day == 0);

    // What it calls volume are contracts, and turnover satoshi.
    private bool IsBitmex => _plain.Contains("homenotional") && _plain.Contains("foreignnotional");

    private (int Volume, int QuoteVolume) FindVolumes()
    {
        if (IsBitmex)
        {
            return (Array.IndexOf(_plain, "homenotional"), Array.IndexOf(_plain, "foreignnotional"));
        }

        var volumes = Candidates(CandleColumn.Volume);
        var quote = First(CandleColumn.QuoteVolume, ColumnTraits.Numbers);
        var inCurrency = _plain.Select((name, i) => (Field: i, Currency: CandleColumnNames.VolumeCurrency(name)))
            .Where(each => each.Currency is not null && each.Field != quote && volumes.TrueForAll(other => other.Field != each.Field)
                && CandleColumnNames.Rank(CandleColumn.QuoteVolume, _plain[each.Field]) < 0).ToList();
        var (inBase, inQuote) = VolumeCurrencies.Tell([.. inCurrency.Select(each => each.Currency!)], volumes.Count == 0, Symbol);
        quote = quote < 0 && inQuote >= 0 ? inCurrency[inQuote].Field : quote;

        // HTX calls what was paid vol, what was traded amount, and trades count.
        if (quote < 0 && volumes is [{ Field: var vol }, { Field: var amount }] && _plain[vol] == "vol" && _plain[amount] == "amount"
            && _plain.Contains("count"))
        {
            return (amount, vol);
        }

        if (volumes.Count > 0)
        {
            // Some terminals export a real volume of zeros beside the ticks that they have counted.
            var some = volumes.FindIndex(each => !traits(each.Field).HasFlag(ColumnTraits.Nothing));
            var used = volumes[Math.Max(0, some)].Field;
            return (used, quote == used ? -1 : quote);
        }

        return (inBase < 0 ? -1 : inCurrency[inBase].Field, quote);
    }

    private string Listed() => string.Join(", ", names.Take(20).Select(name => $"'{(name.Length <= 40 ? name : name[..40] + "…")}'"));
}
