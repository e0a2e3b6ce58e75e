namespace Trad.Formats.Candles;

/// <summary>Where behind the times the prices and the amount of a row without names are, counted from 0.</summary>
internal readonly record struct PriceOrder(int Open, int High, int Low, int Close, int Volume);
