using Trad.Candles;
using Trad.Formats.Candles.Markets;
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

    /// <summary>
    /// The market that the candles are imported into: names of another are refused, and it tells what of two currencies is traded; null
    /// where it is not known.
    /// </summary>
    public Market? Market { get; init; }

    /// <summary>
    /// Whether two columns of one name have the same values, as far as rows were looked at; null where none were, and a name that is there
    /// twice is refused.
    /// </summary>
    public Func<int, int, bool>? AreSame { get; init; }

    /// <summary>The first values of a column; null where no row was looked at.</summary>
    public Func<int, IEnumerable<string>>? Values { get; init; }

    /// <summary>The zone of times that stands above the candles; null where none does.</summary>
    public StatedZone? ZoneAbove { get; init; }

    private readonly SurroundedPrices _prices = new(names);

    private string[] Plain => _prices.Plain;

    /// <summary>How many of the four prices have a column with a known name.</summary>
    public int CountPrices() => _prices.AreSeveral
        ? Prices.Length
        : Array.FindAll(Prices, price => Candidates(price).Count > 0).Length;

    /// <summary>The columns whose names may be those of times.</summary>
    public IEnumerable<int> PossibleTimes() => Enumerable.Range(0, Plain.Length).Where(i => CandleColumnNames.IsClosingTime(Plain[i])
        || CandleColumnNames.Rank(CandleColumn.OpenTime, Plain[i]) >= 0 || CandleColumnNames.Rank(CandleColumn.TimeOfDay, Plain[i]) >= 0);

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

        if (_prices.FindFault(Market) is { } misnamed)
        {
            return misnamed;
        }

        var undecided = new CandleTimeFinder(names, Plain, traits, times, Candidates(CandleColumn.OpenTime)) { IsBitmex = IsBitmex }
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
        if (volume < 0 && quoteVolume < 0 && Array.FindIndex(Plain, VolumeCurrencies.IsInUnit) is var inUnit and >= 0)
        {
            return $"column '{names[inUnit]}' has amounts in another unit than the currency that is traded; write them in that currency under "
                + "volume, or leave the column out";
        }

        var trades = First(CandleColumn.TradeCount, ColumnTraits.Numbers);
        var found = new CandleFields(time, open, high, low, close, volume, quoteVolume, trades)
        {
            TimeOfDay = FindTimeOfDay(time),
            Symbol = First(CandleColumn.Symbol, ColumnTraits.Words),
            Exchange = First(CandleColumn.Exchange, ColumnTraits.Words),
            Interval = NamedIntervals.Find(Plain, traits, Values),
            IsClosingTime = isClosing || (ProgramHabits.StampsTheEnd(Plain) && FindTimeOfDay(time) >= 0),
            Doubts = [.. ProgramHabits.Doubts(Plain, Market?.Symbol)],
            Closed = Values is null ? -1 : ClosedFlag.Find(Plain, Values),
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
        var repeated = new RepeatedNames(names, Plain, AreSame).Find(
            found, (column, other) => column == CandleColumn.OpenTime && times?.Invoke(other) is { AreKnown: true });
        fields = repeated is null ? found : null;
        return repeated;
    }

    // Where names differ by their capitals alone, as t and T or l and L of an exchange's stream, the small ones are those of candles.
    private List<(int Field, int Rank)> Candidates(CandleColumn column) =>
        [.. Plain.Select((name, i) => (Field: i, Rank: CandleColumnNames.Rank(column, name))).Where(each => each.Rank >= 0
            && !CandleColumnNames.IsVeiled(names, each.Field))
            .OrderBy(each => each.Rank).ThenBy(each => each.Field)];

    private string? Pick(CandleColumn column, out int field)
    {
        var found = Candidates(column);
        field = found.Count > 0 ? found[0].Field : -1;
        return found.Count == 0
            ? _prices.AreSeveral
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
    private bool IsBitmex => Plain.Contains("homenotional") && Plain.Contains("foreignnotional");

    private (int Volume, int QuoteVolume) FindVolumes()
    {
        if (IsBitmex)
        {
            return (Array.IndexOf(Plain, "homenotional"), Array.IndexOf(Plain, "foreignnotional"));
        }

        var volumes = Candidates(CandleColumn.Volume);
        var quote = First(CandleColumn.QuoteVolume, ColumnTraits.Numbers);
        var inCurrency = Plain.Select((name, i) => (Field: i, Currency: VolumeCurrencies.Read(name, Market?.Symbol)))
            .Where(each => each.Currency is not null && each.Field != quote && volumes.TrueForAll(other => other.Field != each.Field)
                && CandleColumnNames.Rank(CandleColumn.QuoteVolume, Plain[each.Field]) < 0).ToList();
        var (inBase, inQuote) = VolumeCurrencies.Tell([.. inCurrency.Select(each => each.Currency!)], volumes.Count == 0, Market?.Symbol);
        quote = quote < 0 && inQuote >= 0 ? inCurrency[inQuote].Field : quote;

        // HTX calls what was paid vol, what was traded amount, and trades count.
        if (quote < 0 && volumes is [{ Field: var vol }, { Field: var amount }] && Plain[vol] == "vol" && Plain[amount] == "amount"
            && Plain.Contains("count"))
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
