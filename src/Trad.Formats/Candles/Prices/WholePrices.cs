using Trad.Candles;

namespace Trad.Formats.Candles.Prices;

/// <summary>Whether all prices of a file are whole numbers, and from where to where they go.</summary>
public sealed class WholePrices
{
    // A coin that costs a few whole cents is nothing to wonder at, nor are a few rows.
    private const double LeastToWonderAt = 100;
    private const long FewestToWonderAt = 5;

    // Of prices of four digits and more, three that count are too few to be what was paid.
    private const double MostShortened = 1000;

    private bool _areWhole = true;
    private long _count;
    private double _step = 1e9;

    /// <summary>The lowest of them.</summary>
    public double Lowest { get; private set; } = double.PositiveInfinity;

    /// <summary>The highest of them.</summary>
    public double Highest { get; private set; }

    /// <summary>Whether somebody should look whether they are in cents or another small unit, since nothing else tells.</summary>
    public bool AreToWonderAt => _areWhole && _count >= FewestToWonderAt && Lowest >= LeastToWonderAt && Highest > Lowest;

    /// <summary>
    /// Of which power of ten all of them are multiples, where that leaves three digits at most that count, as of prices that were
    /// shortened; null where it leaves more.
    /// </summary>
    public double? ShortenedTo => _step >= 10 && Highest / _step < MostShortened ? _step : null;

    /// <summary>Takes a sound candle.</summary>
    public void Add(in Candle candle)
    {
        if (_areWhole && (_areWhole = AreWhole(candle)))
        {
            _count++;
            while (_step > 1 && !AreMultiples(candle, _step))
            {
                _step /= 10;
            }

            (Lowest, Highest) = (Math.Min(Lowest, candle.Low), Math.Max(Highest, candle.High));
        }
    }

    /// <summary>Whether all four prices are whole numbers.</summary>
    public static bool AreWhole(in Candle candle) =>
        IsWhole(candle.Open) && IsWhole(candle.High) && IsWhole(candle.Low) && IsWhole(candle.Close);

    private static bool AreMultiples(in Candle candle, double step) =>
        candle.Open % step == 0 && candle.High % step == 0 && candle.Low % step == 0 && candle.Close % step == 0;

    // What is not there is no fraction.
    private static bool IsWhole(double price) => double.IsNaN(price) || price == Math.Floor(price);
}
