using System.Globalization;

namespace Trad.Backtesting.Indicators;

/// <summary>What tells an indicator from every other of the same candles.</summary>
/// <param name="Name">What it is called, for people too.</param>
/// <param name="First">What it depends on besides the candles, mostly a length in candles; 0 for nothing.</param>
/// <param name="Second">A second such number; 0 for none.</param>
/// <param name="Third">A third; 0 for none.</param>
public readonly record struct IndicatorKey(string Name, double First = 0, double Second = 0, double Third = 0)
{
    /// <summary><see cref="First"/> as a number of candles.</summary>
    public int Length => (int)First;

    /// <summary>The name with its numbers, for example <c>convergence 12, 26</c>.</summary>
    public override string ToString() => (First, Second, Third) switch
    {
        (0, 0, 0) => Name,
        (_, 0, 0) => string.Create(CultureInfo.InvariantCulture, $"{Name} {First}"),
        (_, _, 0) => string.Create(CultureInfo.InvariantCulture, $"{Name} {First}, {Second}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Name} {First}, {Second}, {Third}"),
    };
}

/// <summary>Computes an indicator from the candles of a series, and from other indicators of them.</summary>
/// <param name="indicators">The candles, and what is computed of them.</param>
/// <param name="key">What it depends on besides.</param>
/// <param name="values">
/// Filled: one value per candle, that at candle <c>t</c> of candles up to <c>t</c> only; NaN where there is none yet.
/// </param>
public delegate void IndicatorFormula(IndicatorCache indicators, IndicatorKey key, Span<double> values);
