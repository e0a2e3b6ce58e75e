namespace Trad.Candles.Quality;

/// <summary>
/// To how many decimals amounts are written, told by the amounts themselves: what a file rounds, it rounds throughout.
/// </summary>
public struct AmountPrecision
{
    private const int MostDecimals = 8;

    private int _decimals;
    private double _scale;

    /// <summary>The unit of the last decimal seen so far: 1 for whole numbers, 1e-8 at least.</summary>
    public readonly double Step => _scale == 0 ? 1 : 1 / _scale;

    /// <summary>Looks at an amount, not negative and finite.</summary>
    public void Add(double amount)
    {
        _scale = _scale == 0 ? 1 : _scale;
        while (_decimals < MostDecimals && !IsWhole(amount * _scale))
        {
            _decimals++;
            _scale *= 10;
        }
    }

    // Scaling a decimal number that is written with so many decimals misses the whole number by its last bits only.
    private static bool IsWhole(double value) => Math.Abs(value - Math.Round(value)) <= (1e-12 * value) + 1e-9;
}
