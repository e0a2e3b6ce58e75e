using Trad.Candles;

namespace Trad.Backtesting.LookAhead;

/// <summary>Candles whose last part is not what it was.</summary>
internal static class ChangedFuture
{
    private const double Factor = 1000;
    private const double Spread = 1.5;
    private const int ShuffleSeed = 77;

    /// <summary>The candles with those behind a moment changed; sound candles all the same.</summary>
    /// <param name="candles">The candles.</param>
    /// <param name="kept">Candles that stay as they are, at least one.</param>
    /// <param name="change">What is done to the others.</param>
    public static CandleSeries Create(CandleSeries candles, int kept, FutureChange change)
    {
        if (change == FutureChange.CutOff)
        {
            return candles.Slice(0, kept);
        }

        var columns = CandleColumns.Allocate(candles.Count);
        candles.CopyTo(columns, 0);
        switch (change)
        {
            case FutureChange.Reversed:
                Reverse(columns, kept);
                break;
            case FutureChange.Shuffled:
                Shuffle(columns, kept);
                break;
            case FutureChange.Calm:
                Calm(columns, kept);
                break;
            case FutureChange.Nothing:
                break;
            default:
                Scale(columns, kept, FactorOf(change), SpreadOf(change));
                break;
        }

        return new CandleSeries(candles.Interval, columns, candles.Filled);
    }

    private static double FactorOf(FutureChange change) => change switch
    {
        FutureChange.SlightlyRaised => 1.01,
        FutureChange.SlightlyLowered => 0.99,
        FutureChange.ModeratelyRaised => 1.05,
        FutureChange.ModeratelyLowered => 0.9,
        FutureChange.Raised => Factor,
        _ => 1 / Factor,
    };

    private static double SpreadOf(FutureChange change) => change switch
    {
        FutureChange.Raised => Spread,
        FutureChange.Lowered => 1 / Spread,
        _ => 1,
    };

    // With a spread, a candle closes at its extreme in the direction of the change, unlike any before it.
    private static void Scale(CandleColumns columns, int kept, double factor, double spread)
    {
        for (var i = kept; i < columns.Open.Length; i++)
        {
            columns.Open[i] *= factor;
            columns.Close[i] *= factor * spread;
            columns.High[i] = Math.Max(columns.High[i] * factor, columns.Close[i]);
            columns.Low[i] = Math.Min(columns.Low[i] * factor, columns.Close[i]);
            columns.Volume[i] *= factor;
            columns.QuoteVolume[i] *= factor * factor;
        }
    }

    // Mirrored at the last close in logarithms: moves are as usual as they were, so that no guard against outliers helps.
    private static void Reverse(CandleColumns columns, int kept)
    {
        var square = columns.Close[kept - 1] * columns.Close[kept - 1];
        for (var i = kept; i < columns.Open.Length; i++)
        {
            var (open, close) = (square / columns.Open[i], square / columns.Close[i]);
            var (high, low) = (square / columns.Low[i], square / columns.High[i]);
            columns.Open[i] = open;
            columns.Close[i] = close;
            columns.High[i] = Math.Max(high, Math.Max(open, close));
            columns.Low[i] = Math.Min(low, Math.Min(open, close));
        }

        Array.Reverse(columns.Volume, kept, columns.Volume.Length - kept);
        Array.Reverse(columns.QuoteVolume, kept, columns.QuoteVolume.Length - kept);
    }

    private static void Shuffle(CandleColumns columns, int kept)
    {
        var count = columns.Open.Length - kept;
        var before = new Candle[count];
        for (var i = 0; i < count; i++)
        {
            before[i] = columns.At(kept + i);
        }

        var order = new int[count];
        for (var i = 0; i < count; i++)
        {
            order[i] = i;
        }

        new Random(ShuffleSeed).Shuffle(order);
        var (first, last) = (columns.Close[kept - 1], columns.Close[kept - 1]);
        for (var i = 0; i < count; i++)
        {
            // The candle at i makes the move that another made from the close before it.
            var from = before[order[i]];
            var scale = last / (order[i] == 0 ? first : before[order[i] - 1].Close);
            columns.Open[kept + i] = from.Open * scale;
            columns.High[kept + i] = from.High * scale;
            columns.Low[kept + i] = from.Low * scale;
            columns.Close[kept + i] = last = from.Close * scale;
            columns.Volume[kept + i] = from.Volume;
            columns.QuoteVolume[kept + i] = from.QuoteVolume * scale;
        }
    }

    private static void Calm(CandleColumns columns, int kept)
    {
        var close = columns.Close[kept - 1];
        foreach (var prices in new[] { columns.Open, columns.High, columns.Low, columns.Close })
        {
            Array.Fill(prices, close, kept, prices.Length - kept);
        }

        Array.Fill(columns.Volume, columns.Volume[kept - 1], kept, columns.Volume.Length - kept);
        Array.Fill(columns.QuoteVolume, columns.QuoteVolume[kept - 1], kept, columns.QuoteVolume.Length - kept);
    }
}
