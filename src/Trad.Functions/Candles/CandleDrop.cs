namespace Trad.Functions.Candles;

/// <summary>What was dropped of a market.</summary>
/// <param name="Exchange">The exchange.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="Interval">The candle interval.</param>
/// <param name="Months">The months, oldest first, as in <c>2025-06</c>.</param>
/// <param name="Unfinished">Whether candles went that were on their way into their months and could not be read.</param>
public sealed record CandleDrop(string Exchange, string Symbol, string Interval, IReadOnlyList<string> Months, bool Unfinished);
