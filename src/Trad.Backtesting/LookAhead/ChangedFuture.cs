using Trad.Candles;

namespace Trad.Backtesting.LookAhead;

/// <summary>Candles whose last part is not what it was.</summary>
internal static class ChangedFuture
{
    private const double Factor = 1000;
    private const double Spread = 1.5;

    /// <summary>The candles with those behind a moment changed; sound candles all the same.</summary>
    /// <param name="candles">The candles.</param>
    /// <param name="kept">Candles that stay as they are.</param>
    /// <param name="change">What is done to the others.</param>
    public static CandleSeries Create(CandleSeries candles, int kept, FutureChange change)
    {
        if (change == FutureChange.CutOff)
        {
            return candles.Slice(0, kept);
        }

        var factor = change == FutureChange.Raised ? Factor : 1 / Factor;
        var columns = CandleColumns.Allocate(candles.Count);
        candles.CopyTo(columns, 0);
        for (var i = kept; i < candles.Count; i++)
        {
            // A candle that closes at its extreme in the direction of the change, unlike any before it.
            columns.Open[i] *= factor;
            columns.Close[i] *= change == FutureChange.Raised ? factor * Spread : factor / Spread;
            columns.High[i] = Math.Max(columns.High[i] * factor, columns.Close[i]);
            columns.Low[i] = Math.Min(columns.Low[i] * factor, columns.Close[i]);
            columns.Volume[i] *= factor;
            columns.QuoteVolume[i] *= factor * factor;
        }

        return new CandleSeries(candles.Interval, columns, candles.Filled);
    }
}
