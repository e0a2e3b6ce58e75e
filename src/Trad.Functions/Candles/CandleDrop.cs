namespace Trad.Functions.Candles;

/// <summary>What was dropped of a market.</summary>
/// <param name="Exchange">The exchange.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="Interval">The candle interval.</param>
/// <param name="Months">The months, oldest first, as in <c>2025-06</c>.</param>
public sealed record CandleDrop(string Exchange, string Symbol, string Interval, IReadOnlyList<string> Months);
