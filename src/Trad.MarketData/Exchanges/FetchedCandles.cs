using Trad.Candles;
using Trad.Candles.Quality;

namespace Trad.MarketData.Exchanges;

/// <summary>Candles as they came from an exchange, and what was wrong with them.</summary>
/// <param name="Candles">The sound candles, sorted and unique.</param>
/// <param name="DuplicatesDropped">Rows whose open time had come before.</param>
/// <param name="Refused">Candles that break a rule and must not be stored, described.</param>
public sealed record FetchedCandles(CandleSeries Candles, int DuplicatesDropped, IReadOnlyList<RefusedCandle> Refused);

/// <summary>A candle that breaks a rule and must not be stored.</summary>
/// <param name="Defect">The rule.</param>
/// <param name="Description">When it opens and what is wrong with it.</param>
public sealed record RefusedCandle(CandleDefect Defect, string Description);
