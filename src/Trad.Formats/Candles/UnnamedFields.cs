namespace Trad.Formats.Candles;

/// <summary>
/// Tells the columns of rows without names by how many there are, and by what prices and amounts obey: no price is higher than the
/// high, and an amount of quote currency is an amount of base currency times a price.
/// </summary>
/// <param name="rows">The first rows.</param>
internal sealed class UnnamedFields(SampledRows rows)
{
    /// <summary>What is read without names, in words.</summary>
    public const string Rule = "without names are read 6 columns (open_time, open, high, low, close, volume), 7 (and trade_count or "
        + "quote_volume), 8 (and quote_volume, trade_count) and the exchange's archive of 12; else name the columns in the first row";

    // So many rows must show another order of the prices before it is believed.
    private const int RowsThatTell = 3;

    // The orders in which exchanges answer: where open, high, low and close are.
    private static readonly (int Open, int High, int Low, int Close)[] Orders = [(0, 1, 2, 3), (0, 2, 3, 1), (0, 3, 2, 1), (2, 1, 0, 3)];

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
        var order = FindOrder(first);
        var volume = first + 4;
        var found = new CandleFields(
            time, first + order.Open, first + order.High, first + order.Low, first + order.Close, volume)
        { TimeOfDay = timeOfDay };
        fields = (count - first) switch
        {
            5 => found,
            6 when rows.IsWhole(volume + 1) && !IsQuote(found, volume + 1) => found with { TradeCount = volume + 1 },
            6 => IsQuote(found, volume + 1) ? found with { QuoteVolume = volume + 1 } : found,
            7 when IsAveragePrice(found, volume) && rows.IsWhole(volume + 2) && !IsQuote(found, volume + 1) =>
                found with { Volume = volume + 1, TradeCount = volume + 2 },
            7 => found with { QuoteVolume = volume + 1, TradeCount = rows.IsWhole(volume + 2) ? volume + 2 : -1 },
            8 => found with { QuoteVolume = IsQuote(found, volume + 2) ? volume + 2 : -1 },
            10 or 11 when IsAfter(time, volume + 1) => found with { QuoteVolume = volume + 2, TradeCount = volume + 3 },
            _ => null,
        };
        if (fields is not null && Array.Exists(
            [fields.Open, fields.High, fields.Low, fields.Close, fields.Volume],
            column => !rows.Traits(column).HasFlag(ColumnTraits.Numbers)))
        {
            fields = null;
        }

        return fields is null ? $"there are no names of columns, and {count} columns; {Rule}" : null;
    }

    private static bool IsTimeOfDay(string text) => text.Contains(':', StringComparison.Ordinal) || text.Trim().Length == 6;

    private (int Open, int High, int Low, int Close) FindOrder(int first)
    {
        var possible = Orders.Where(order => Enumerable.Range(0, rows.Rows.Count).All(row => Obeys(row, first, order))).ToList();
        return possible.Count != 1 || rows.Rows.Count < RowsThatTell ? Orders[0] : possible[0];
    }

    private bool Obeys(int row, int first, (int Open, int High, int Low, int Close) order)
    {
        var (open, high, low, close) = (rows.Number(row, first + order.Open), rows.Number(row, first + order.High),
            rows.Number(row, first + order.Low), rows.Number(row, first + order.Close));
        return !(high < Math.Max(open, close) || low > Math.Min(open, close));
    }

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
