using Trad.Candles;

namespace Trad.Formats.Candles;

/// <summary>Rows of a typed candle file as columns of numbers; what is not there stands as NaN.</summary>
/// <param name="OpenTime">Epoch milliseconds.</param>
/// <param name="Open">First prices.</param>
/// <param name="High">Highest prices.</param>
/// <param name="Low">Lowest prices.</param>
/// <param name="Close">Last prices.</param>
/// <param name="Volume">Amounts; null when the file has none.</param>
/// <param name="QuoteVolume">Amounts in the quote currency; null when the file has none.</param>
/// <param name="TradeCount">Numbers of trades; null when the file has none.</param>
internal sealed record CandleBatch(
    long[] OpenTime,
    double[] Open,
    double[] High,
    double[] Low,
    double[] Close,
    double[]? Volume,
    double[]? QuoteVolume,
    double[]? TradeCount)
{
    private const int RowsBetweenLooks = 4096;

    /// <summary>Which rows the file marks as candles that had not closed; null where it marks none.</summary>
    public bool[]? MarkedOpen { get; init; }

    /// <summary>The four prices of each row, one after the other; NaN where there is none.</summary>
    public IEnumerable<double> Prices => Enumerable.Range(0, OpenTime.Length).SelectMany(row => new[]
    {
        Open[row], High[row], Low[row], Close[row],
    });

    /// <summary>Puts the rows into the intake.</summary>
    /// <param name="file">The file's name.</param>
    /// <param name="before">Rows of the file that came before.</param>
    /// <param name="intake">Takes the candles.</param>
    /// <param name="take">Takes whole months.</param>
    /// <param name="cancellationToken">Stops it.</param>
    /// <exception cref="CandleFileException">A row is no sound candle.</exception>
    public async Task PassOnAsync(
        string file, long before, CandleIntake intake, Func<CandleSeries, ValueTask> take, CancellationToken cancellationToken)
    {
        for (var i = 0; i < OpenTime.Length; i++)
        {
            if (i % RowsBetweenLooks == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (MarkedOpen?[i] == true)
            {
                intake.Left.MarkedOpen++;
                continue;
            }

            var month = default(CandleSeries);
            var defect = FindGap(i);
            if (defect is null)
            {
                month = intake.Add(At(i, out defect), before + i + 1, out var unsound);
                defect ??= unsound;
            }

            if (defect is not null)
            {
                throw CandleFileException.AtRow(file, before + i + 1, defect);
            }

            if (month is not null)
            {
                await take(month);
            }
        }
    }

    /// <summary>The price that is missing where others are there, in words; null where there is none.</summary>
    private string? FindGap(int row) =>
        !double.IsNaN(Open[row] + High[row] + Low[row] + Close[row])
        || (double.IsNaN(Open[row]) && double.IsNaN(High[row]) && double.IsNaN(Low[row]) && double.IsNaN(Close[row]))
            ? null
            : "column "
                + (double.IsNaN(Open[row]) ? "'open'" : double.IsNaN(High[row]) ? "'high'" : double.IsNaN(Low[row]) ? "'low'" : "'close'")
                + " has no finite number; a row has all four prices, or none of them";

    private Candle At(int row, out string? defect)
    {
        defect = null;
        if (double.IsNaN(Open[row]))
        {
            return new Candle(OpenTime[row], double.NaN, double.NaN, double.NaN, double.NaN, double.NaN);
        }

        var trades = CandleSeries.UnknownTradeCount;
        if (TradeCount is not null && !TradeCounts.TryRead(TradeCount[row], out trades))
        {
            defect = FormattableString.Invariant(
                $"column 'trade_count': {TradeCount[row]:R} is not a count; allowed are whole numbers from 0, or nothing");
        }

        return new Candle(
            OpenTime[row],
            Open[row],
            High[row],
            Low[row],
            Close[row],
            Volume is null ? double.NaN : Volume[row],
            QuoteVolume is null ? double.NaN : QuoteVolume[row],
            trades);
    }
}
