namespace Trad.Functions.Candles;

/// <summary>Candles as rows of numbers.</summary>
/// <param name="Exchange">The exchange.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="Interval">The candle interval.</param>
/// <param name="DerivedFrom">The stored interval that they are made from, or several in the order of time as in <c>1h, 5m</c>; absent
/// when they are stored.</param>
/// <param name="CandlesPerPoint">Candles of the interval that each row stands for.</param>
/// <param name="Columns">What the numbers of a row are.</param>
/// <param name="Candles">The rows, oldest first; a number that is not known is null.</param>
public sealed record CandleRows(
    string Exchange,
    string Symbol,
    string Interval,
    string? DerivedFrom,
    int CandlesPerPoint,
    IReadOnlyList<string> Columns,
    IReadOnlyList<IReadOnlyList<double?>> Candles);
