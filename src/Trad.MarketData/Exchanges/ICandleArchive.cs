using Trad.Candles;

namespace Trad.MarketData.Exchanges;

/// <summary>An exchange's archive of whole past months and days, the fast way to years of candles.</summary>
public interface ICandleArchive
{
    /// <summary>The candles of a month; null when the archive does not have it (yet).</summary>
    /// <exception cref="ExchangeException">The archive does not answer, or its file is damaged; the message names the file.</exception>
    Task<ArchivedCandles?> FetchAsync(string symbol, Interval interval, Month month, CancellationToken cancellationToken);

    /// <summary>The candles of one day UTC; null when the archive does not have it (yet).</summary>
    /// <exception cref="ExchangeException">The archive does not answer, or its file is damaged; the message names the file.</exception>
    Task<ArchivedCandles?> FetchAsync(string symbol, Interval interval, DateOnly day, CancellationToken cancellationToken);
}

/// <summary>A month or a day as an archive has it.</summary>
/// <param name="Candles">The candles.</param>
/// <param name="Sha256">The verified checksum of the archive file, lower-case hexadecimal.</param>
public sealed record ArchivedCandles(CandleSeries Candles, string Sha256);
