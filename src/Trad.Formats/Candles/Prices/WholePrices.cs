using Trad.Candles;

namespace Trad.Formats.Candles.Prices;

/// <summary>Whether all prices of a file are whole numbers, and from where to where they go.</summary>
public sealed class WholePrices
{
    // A coin that costs a few whole cents is nothing to wonder at, nor are a few rows.
    private const double LeastToWonderAt = 100;
    private const long FewestToWonderAt = 5;

    private bool _areWhole = true;
    private long _count;

    /// <summary>The lowest of them.</summary>
    public double Lowest { get; private set; } = double.PositiveInfinity;

    /// <summary>The highest of them.</summary>
    public double Highest { get; private set; }

    /// <summary>Whether somebody should look whether they are in cents or another small unit, since nothing else tells.</summary>
    public bool AreToWonderAt => _areWhole && _count >= FewestToWonderAt && Lowest >= LeastToWonderAt && Highest > Lowest;

    /// <summary>Takes a sound candle.</summary>
    public void Add(in Candle candle)
    {
        if (_areWhole && (_areWhole = AreWhole(candle)))
        {
            _count++;
            (Lowest, Highest) = (Math.Min(Lowest, candle.Low), Math.Max(Highest, candle.High));
        }
    }

    /// <summary>Whether all four prices are whole numbers.</summary>
    public static bool AreWhole(in Candle candle) =>
        IsWhole(candle.Open) && IsWhole(candle.High) && IsWhole(candle.Low) && IsWhole(candle.Close);

    // What is not there is no fraction.
    private static bool IsWhole(double price) => double.IsNaN(price) || price == Math.Floor(price);
}
