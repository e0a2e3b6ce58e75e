using Trad.Candles;

namespace Trad.MarketData.Exchanges;

/// <summary>A month or a day as an archive has it.</summary>
/// <param name="Candles">The candles.</param>
/// <param name="Sha256">The verified checksum of the archive file, lower-case hexadecimal.</param>
public sealed record ArchivedCandles(CandleSeries Candles, string Sha256);
