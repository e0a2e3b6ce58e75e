using Trad.Candles;

namespace Trad.MarketData.Import;

/// <summary>The first reading of a file, to its end: keeps its candles while they are few, and only checks them from then on.</summary>
/// <param name="intake">Checks the candles.</param>
/// <param name="mostKept">How many candles are kept at most.</param>
internal sealed class ImportCheck(CandleIntake intake, int mostKept)
{
    private List<CandleSeries>? _kept = [];

    /// <summary>The candles, month by month; null when the file is too long to be kept.</summary>
    public IReadOnlyList<CandleSeries>? Kept => _kept;

    /// <summary>Takes the next month.</summary>
    public ValueTask TakeAsync(CandleSeries month)
    {
        if (intake.Count > mostKept)
        {
            _kept = null;
            intake.KeepsCandles = false;
        }

        _kept?.Add(month);
        return ValueTask.CompletedTask;
    }
}
