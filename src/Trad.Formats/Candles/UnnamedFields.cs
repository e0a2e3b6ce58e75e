namespace Trad.Formats.Candles;

/// <summary>
/// Tells the columns of rows without names by how many there are, and by what prices and amounts obey: no price is higher than the
/// high, each candle opens near where the one before it closed, and an amount of quote currency is an amount of base currency times a
/// price.
/// </summary>
/// <param name="rows">The first rows.</param>
internal sealed class UnnamedFields(SampledRows rows)
{
    /// <summary>What is read without names, in words.</summary>
    public const string Rule = "without names are read 6 columns (open_time, open, high, low, close, volume), 7 (and trade_count or "
        + "quote_volume), 8 (and quote_volume, trade_count) and the exchange's archive of 12; else name the columns in the first row";

    // So many rows must show that amounts go along with prices, by no more than this factor.
    private const int RowsThatTell = 3;
    private const double SteadyRatio = 1.02;

    private const double MostTrades = 1e9;

    // So many rows of spreads, which are some tens of points at most, have several that are the same.
    private const int RowsOfSpreads = 20;
    private const double GreatestSpread = 100;

    private const string WithoutVolume = "there are no names of columns, and 5 columns, of which nothing tells whether the first is when a "
        + "candle opens or, as of CoinGecko, when it closes; name the columns in the first row (open_time or close_time, open, high, low, close)";

    /// <summary>Finds the columns.</summary>
    /// <returns>What is wrong, in words; null when nothing is.</returns>
    public string? Find(out CandleFields? fields)
    {
        fields = null;
        var count = rows.Rows[0].Length;
        while (count > 6 && rows.Rows.All(row => row.Length < count || row[count - 1].Length == 0))
        {
            count--;
        }

        var time = rows.Traits(0).HasFlag(ColumnTraits.Times) || !rows.Traits(1).HasFlag(ColumnTraits.Times) ? 0 : 1;
        var timeOfDay = rows.Traits(time).HasFlag(ColumnTraits.Days) && rows.Traits(time + 1).HasFlag(ColumnTraits.TimesOfDay)
            && rows.Rows.All(row => row.Length > time + 1 && IsTimeOfDay(row[time + 1]))
            ? time + 1
            : -1;
        var first = Math.Max(time, timeOfDay) + 1;
        var prices = new UnnamedPrices(rows, time, first);
        var order = prices.FindOrder();
        var volume = first + order.Volume;
        var found = new CandleFields(
            time, first + order.Open, first + order.High, first + order.Low, first + order.Close, volume)
        { TimeOfDay = timeOfDay };
        fields = (count - first, order.Volume) switch
        {
            (5, _) => found,
            (7, 0) when IsQuote(found with { Volume = first + 5 }, volume) => found with { Volume = first + 5, QuoteVolume = volume },
            (_, 0) => null,
            // The archive's rows, cut off behind their times of close.
            (6, _) when rows.Traits(volume + 1).HasFlag(ColumnTraits.Times) && IsAfter(time, volume + 1) => found,
            (6, _) when rows.IsWhole(volume + 1) && !IsQuote(found, volume + 1) => found with { TradeCount = volume + 1 },
            (6, _) => IsQuote(found, volume + 1) ? found with { QuoteVolume = volume + 1 } : found,
            (7, _) when rows.Traits(volume + 1).HasFlag(ColumnTraits.Times) && IsAfter(time, volume + 1) =>
                found with { QuoteVolume = IsQuote(found, volume + 2) ? volume + 2 : -1 },
            (7, _) when IsAveragePrice(found, volume) && rows.IsWhole(volume + 2) && !IsQuote(found, volume + 1) =>
                found with { Volume = volume + 1, TradeCount = volume + 2 },
            (7, _) => found with { QuoteVolume = volume + 1, TradeCount = rows.IsWhole(volume + 2) ? volume + 2 : -1 },
            // OKX; of its contracts the first amount counts these, and the second is what is traded.
            (8, _) when !IsQuote(found, volume + 2) && IsQuote(found with { Volume = volume + 1 }, volume + 2) =>
                found with { Volume = volume + 1, QuoteVolume = volume + 2, Closed = FindMarks(volume + 3) },
            (8, _) => found with { QuoteVolume = volume + 2, Closed = FindMarks(volume + 3) },
            (10 or 11, _) when IsAfter(time, volume + 1) => found with { QuoteVolume = volume + 2, TradeCount = volume + 3 },
            _ => null,
        };
        if (fields is not null && Array.Exists(
            [fields.Open, fields.High, fields.Low, fields.Close, fields.Volume],
            column => !rows.Traits(column).HasFlag(ColumnTraits.Numbers)))
        {
            fields = null;
        }

        return fields is not null ? prices.FindExchange(fields) ?? FindDoubt(fields)
            : count - first == 4 ? WithoutVolume
            : $"there are no names of columns, and {count} columns; {Rule}";
    }

    /// <summary>Which column cannot be what its place says, in words; null where all can.</summary>
    private string? FindDoubt(CandleFields fields)
    {
        return IsLikePrice(fields) ? Doubt(fields.Volume, "a volume, since its values go along with the prices as an average or an adjusted close does")
            // The archive's times of close show what it is, also of contracts, whose amounts are in others.
            : fields.QuoteVolume >= 0 && !rows.Traits(fields.Volume + 1).HasFlag(ColumnTraits.Times) && !IsQuote(fields, fields.QuoteVolume)
                ? Doubt(fields.QuoteVolume, $"the amount paid, since it is not column {fields.Volume + 1} times a price")
            : fields.TradeCount >= 0 && !IsCount(fields)
                ? Doubt(fields.TradeCount, "a number of trades, since these are whole, up to 1,000,000,000, and not 0 where something was traded")
            : fields.TradeCount >= 0 && IsLikeSpread(fields)
                ? Doubt(fields.TradeCount, "sure to be a number of trades, since it has a few small values only, as spreads beside ticks have")
            : null;

        static string Doubt(int column, string what) =>
            $"there are no names of columns, and column {column + 1} is not {what}; name the columns in the first row";
    }

    /// <summary>Whether what would be volumes rises and falls as the closes do, or lies between low and high, in several rows.</summary>
    private bool IsLikePrice(CandleFields fields)
    {
        var ratios = new List<double>();
        var (isBetween, isConstant) = (true, true);
        for (var row = 0; row < rows.Rows.Count; row++)
        {
            var value = rows.Number(row, fields.Volume);
            isBetween &= value >= rows.Number(row, fields.Low) && value <= rows.Number(row, fields.High);
            isConstant &= value == rows.Number(0, fields.Volume);
            ratios.Add(value / rows.Number(row, fields.Close));
        }

        return ratios.Count >= RowsThatTell && !isConstant && (isBetween || ratios.Max() <= SteadyRatio * ratios.Min());
    }

    /// <summary>Whether what would be trades takes a few small values beside whole volumes, as spreads beside ticks do.</summary>
    private bool IsLikeSpread(CandleFields fields)
    {
        var counts = Enumerable.Range(0, rows.Rows.Count).Select(row => rows.Number(row, fields.TradeCount)).ToList();
        return fields.QuoteVolume < 0 && counts.Count >= RowsOfSpreads && rows.IsWhole(fields.Volume) && counts.Max() <= GreatestSpread
            && counts.Distinct().Count() * RowsThatTell <= counts.Count;
    }

    private bool IsCount(CandleFields fields) => Enumerable.Range(0, rows.Rows.Count).All(row =>
        rows.Number(row, fields.TradeCount) is var count
        && (double.IsNaN(count)
            || (count == Math.Floor(count) && count >= (rows.Number(row, fields.Volume) > 0 ? 1 : 0) && count <= MostTrades)));

    /// <summary>The column, where it marks candles that have closed by 1, and by 0 the one that has not; -1 else.</summary>
    private int FindMarks(int column)
    {
        var marks = Enumerable.Range(0, rows.Rows.Count).Select(row => rows.Number(row, column)).ToList();
        return marks.Contains(1) && marks.TrueForAll(mark => mark is 0 or 1) && marks.Count(mark => mark == 0) <= 1 ? column : -1;
    }

    private static bool IsTimeOfDay(string text) => text.Contains(':', StringComparison.Ordinal) || text.Trim().Length == 6;

    /// <summary>Whether each row has a greater number in a column: the archive's times of close, of whatever unit.</summary>
    private bool IsAfter(int time, int column) => Enumerable.Range(0, rows.Rows.Count).All(
        row => !(rows.Number(row, column) <= rows.Number(row, time)));

    private bool IsQuote(CandleFields found, int column) => Enumerable.Range(0, rows.Rows.Count).All(row =>
        rows.Number(row, column) is var quote && rows.Number(row, found.Volume) is var volume
        && !(quote < 0.9 * volume * rows.Number(row, found.Low)) && !(quote > 1.1 * volume * rows.Number(row, found.High)));

    private bool IsAveragePrice(CandleFields found, int column) => Enumerable.Range(0, rows.Rows.Count).All(row =>
        rows.Number(row, column) is var price
        && (price == 0 || (!(price < 0.999 * rows.Number(row, found.Low)) && !(price > 1.001 * rows.Number(row, found.High)))));
}
