namespace Trad.Formats.Candles;

/// <summary>
/// Tells which of some columns without names is which price. High and low are proved by each row, here of the first and at the intake of
/// all; open and close, which could be exchanged, by candles opening near where the one before them closed.
/// </summary>
/// <param name="rows">The first rows.</param>
/// <param name="time">The column of times.</param>
/// <param name="first">The column behind the times.</param>
internal sealed class UnnamedPrices(SampledRows rows, int time, int first)
{
    // So many rows must show another order of the prices before it is believed.
    private const int RowsThatTell = 3;

    // Ours is what most files without names have: it takes more to doubt it.
    private const int PairsToDoubtOurs = 20;
    private const double FarToDoubtOurs = 3;

    // The orders in which exchanges answer: ours; that of Bitfinex, KuCoin and Bithumb; with the low before the high; Coinbase's; and
    // Gate.io's, which begins with the amount.
    private static readonly PriceOrder[] Orders =
        [new(0, 1, 2, 3, 4), new(0, 2, 3, 1, 4), new(0, 3, 2, 1, 4), new(2, 1, 0, 3, 4), new(4, 2, 3, 1, 0)];

    /// <summary>The order in which the prices are; ours where the rows do not tell another.</summary>
    public PriceOrder FindOrder()
    {
        var possible = Orders.Where(order => Enumerable.Range(0, rows.Rows.Count).All(row => Obeys(row, order))).ToList();
        return possible.Count != 1 || rows.Rows.Count < RowsThatTell ? Orders[0] : possible[0];
    }

    /// <summary>What shows that open and close are exchanged, in words; null when nothing does.</summary>
    public string? FindExchange(CandleFields fields)
    {
        double apart = 0, apartExchanged = 0;
        var pairs = 0;
        for (var row = 1; row < rows.Rows.Count; row++)
        {
            var (earlier, later) = IsNewestFirst(row) ? (row, row - 1) : (row - 1, row);
            var (one, other) = (Math.Abs(rows.Number(later, fields.Open) - rows.Number(earlier, fields.Close)),
                Math.Abs(rows.Number(later, fields.Close) - rows.Number(earlier, fields.Open)));
            if (!double.IsNaN(one + other))
            {
                (apart, apartExchanged, pairs) = (apart + one, apartExchanged + other, pairs + 1);
            }
        }

        var isOurs = fields.Open == first && fields.Close == first + 3;
        var isDoubtful = isOurs
            ? pairs >= PairsToDoubtOurs && apart > FarToDoubtOurs * apartExchanged
            : pairs >= RowsThatTell && apart > apartExchanged;
        return !isDoubtful ? null
            : $"there are no names of columns, and columns {fields.Open + 1} and {fields.Close + 1}, open and close in the order that is "
                + "usual, look exchanged: candles begin near the former of the one before; name the columns in the first row";
    }

    private bool IsNewestFirst(int row) => rows.Number(row, time) < rows.Number(row - 1, time);

    private bool Obeys(int row, PriceOrder order)
    {
        var (open, high, low, close) = (rows.Number(row, first + order.Open), rows.Number(row, first + order.High),
            rows.Number(row, first + order.Low), rows.Number(row, first + order.Close));
        return !(high < Math.Max(open, close) || low > Math.Min(open, close));
    }
}
