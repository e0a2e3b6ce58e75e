using Trad.Candles;

namespace Trad.Formats.Candles;

/// <summary>Rows of a binary candle file as columns of numbers; a null stands as NaN.</summary>
/// <param name="OpenTime">Epoch milliseconds.</param>
/// <param name="Numbers">Open, high, low, close and volume.</param>
/// <param name="QuoteVolume">Null when the file has none.</param>
/// <param name="TradeCount">Null when the file has none.</param>
internal sealed record CandleBatch(long[] OpenTime, double[][] Numbers, double[]? QuoteVolume, double[]? TradeCount)
{
    /// <summary>The columns of prices and amounts that every file has, in the order of <see cref="Numbers"/>.</summary>
    public static readonly string[] NumberColumns = ["open", "high", "low", "close", "volume"];

    private const int RowsBetweenLooks = 4096;

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

            var month = intake.Add(At(i), out var defect);
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

    private Candle At(int row)
    {
        var trades = TradeCount is null ? double.NaN : TradeCount[row];
        return new Candle(
            OpenTime[row],
            Numbers[0][row],
            Numbers[1][row],
            Numbers[2][row],
            Numbers[3][row],
            Numbers[4][row],
            QuoteVolume is null ? double.NaN : QuoteVolume[row],
            trades >= 0 ? (long)trades : CandleSeries.UnknownTradeCount);
    }
}
