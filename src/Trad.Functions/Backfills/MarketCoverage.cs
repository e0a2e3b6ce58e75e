namespace Trad.Functions.Backfills;

/// <summary>The stored months of a market.</summary>
/// <param name="Exchange">The exchange.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="Interval">The candle interval.</param>
/// <param name="Rows">Candles stored.</param>
/// <param name="Months">The months, oldest first.</param>
/// <param name="Damage">Why its months cannot be listed; absent when they can.</param>
public sealed record MarketCoverage(string Exchange, string Symbol, string Interval, long Rows, IReadOnlyList<MonthCoverage> Months, string? Damage);
