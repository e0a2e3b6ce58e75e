using Trad.Candles.Quality;

namespace Trad.MarketData.Exchanges;

/// <summary>A candle that breaks a rule and must not be stored.</summary>
/// <param name="Defect">The rule.</param>
/// <param name="Description">When it opens and what is wrong with it.</param>
public sealed record RefusedCandle(CandleDefect Defect, string Description);
