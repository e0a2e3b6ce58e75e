using Trad.Formats.Candles.Times;

namespace Trad.Formats.Candles;

/// <summary>Which fields of a row are which column of a candle, counted from 0; -1 for what is not there.</summary>
internal sealed record CandleFields(
    int Time, int Open, int High, int Low, int Close, int Volume, int QuoteVolume = -1, int TradeCount = -1)
{
    /// <summary>The time of day, where <see cref="Time"/> is only the day.</summary>
    public int TimeOfDay { get; init; } = -1;

    /// <summary>What the row is of, as <c>BTCUSDT</c>.</summary>
    public int Symbol { get; init; } = -1;

    /// <summary>Where it was traded, as <c>Binance</c>.</summary>
    public int Exchange { get; init; } = -1;

    /// <summary>How long the candle is, as <c>5m</c>.</summary>
    public int Interval { get; init; } = -1;

    /// <summary>Whether the times are those at which candles close.</summary>
    public bool IsClosingTime { get; init; }

    /// <summary>What the columns may mean otherwise than they were taken, in sentences.</summary>
    public IReadOnlyList<string> Doubts { get; init; } = [];

    /// <summary>Whether the candle had closed when it was written.</summary>
    public int Closed { get; init; } = -1;

    /// <summary>The zone that the file states for times that have none; null where it states none.</summary>
    public StatedZone? Zone { get; init; }

    /// <summary>How far times as they are written are ahead of UTC, milliseconds.</summary>
    public long AheadOfUtc => Zone?.Offset ?? 0;

    /// <summary>The fields of prices, amounts and counts that are there.</summary>
    public IEnumerable<int> Numbers => new[] { Open, High, Low, Close, Volume, QuoteVolume, TradeCount }.Where(each => each >= 0);

    /// <summary>Whether a field is a price.</summary>
    public bool IsPrice(int field) => field == Open || field == High || field == Low || field == Close;

    /// <summary>The columns that are there, each with its field.</summary>
    public IEnumerable<(CandleColumn Column, int Field)> Used() => new[]
    {
        (CandleColumn.OpenTime, Time), (CandleColumn.TimeOfDay, TimeOfDay), (CandleColumn.Open, Open), (CandleColumn.High, High),
        (CandleColumn.Low, Low), (CandleColumn.Close, Close), (CandleColumn.Volume, Volume), (CandleColumn.QuoteVolume, QuoteVolume),
        (CandleColumn.TradeCount, TradeCount), (CandleColumn.Symbol, Symbol), (CandleColumn.Exchange, Exchange),
    }.Where(each => each.Item2 >= 0);

    /// <summary>What was recognised of a file whose columns have these names.</summary>
    public RecognizedLayout Describe(string format, IReadOnlyList<string> names)
    {
        var used = Used().ToList();
        return new RecognizedLayout(format)
        {
            Columns = used.ToDictionary(each => CandleColumnNames.Ours(each.Column), each => names[each.Field]),
            IgnoredColumns = [.. names.Select((name, i) => (Name: name, Field: i))
                .Where(each => each.Name.Trim().Length > 0 && each.Field != Closed && used.TrueForAll(other => other.Field != each.Field))
                .Select(each => used.Exists(other => names[other.Field] == each.Name)
                    ? $"{each.Name} (column {each.Field + 1})"
                    : each.Name)],
            HasClosingTimes = IsClosingTime,
            Oddities = Doubts,
            Zone = AheadOfUtc == 0 ? null : Zone!.Text,
        };
    }
}
