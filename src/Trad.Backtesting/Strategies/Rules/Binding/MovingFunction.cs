namespace Trad.Backtesting.Strategies.Rules.Binding;

/// <summary>A function over time: fills one value per candle from those up to it.</summary>
/// <param name="source">Values, oldest first.</param>
/// <param name="result">Filled; as long as <paramref name="source"/>.</param>
internal delegate void MovingFunction(ReadOnlySpan<double> source, Span<double> result);
