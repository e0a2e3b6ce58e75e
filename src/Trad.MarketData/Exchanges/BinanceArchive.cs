using System.Buffers;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using Trad.Candles;
using Trad.Formats.Candles;

namespace Trad.MarketData.Exchanges;

/// <summary>Binance's archive: monthly and daily zips of klines, each beside a <c>.CHECKSUM</c> file with its SHA-256.</summary>
internal sealed class BinanceArchive(string exchange, ExchangeRequester requester) : ICandleArchive
{
    // The archive has no request weight; the shared pauses after a 429 hold all the same.
    private const int NoWeight = 0;
    private const int HashLength = 64;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    public Task<ArchivedCandles?> FetchAsync(string symbol, Interval interval, Month month, CancellationToken cancellationToken) =>
        FetchAsync("monthly", symbol, interval, month.ToString(), month.Range, cancellationToken);

    public Task<ArchivedCandles?> FetchAsync(string symbol, Interval interval, DateOnly day, CancellationToken cancellationToken)
    {
        var start = new DateTimeOffset(day, TimeOnly.MinValue, TimeSpan.Zero);
        return FetchAsync(
            "daily", symbol, interval, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), TimeRange.Between(start, start.AddDays(1)),
            cancellationToken);
    }

    private async Task<ArchivedCandles?> FetchAsync(
        string folder, string symbol, Interval interval, string span, TimeRange range, CancellationToken cancellationToken)
    {
        if (!Market.IsSymbol(symbol))
        {
            throw new ArgumentException($"'{symbol}' is not a symbol: {Market.SymbolRule}.", nameof(symbol));
        }

        var name = $"{symbol}-{interval.PathCode}-{span}.zip";
        var path = $"data/spot/{folder}/klines/{symbol}/{interval.PathCode}/{name}";
        try
        {
            var checksum = await requester.GetAsync(path + ".CHECKSUM", NoWeight, ParseChecksum, cancellationToken, mediaType: null);
            var zip = await requester.GetAsync(path, NoWeight, body => Verify(body, checksum), cancellationToken, mediaType: null);
            var candles = await CandleFileReader.ReadAsync(new MemoryStream(zip, writable: false), name, interval, cancellationToken);
            return range.Intersect(candles.Range) == candles.Range
                ? new ArchivedCandles(candles, checksum)
                : throw new ExchangeException($"{exchange}'s archive file {name} holds candles of another time: {candles.Range}.");
        }
        catch (ExchangeException absent) when (absent.Status == HttpStatusCode.NotFound)
        {
            return null;
        }
        catch (CandleFileException damaged)
        {
            throw new ExchangeException(
                $"{exchange}'s archive file {name} has the right checksum but cannot be used: {damaged.Message}", damaged);
        }
    }

    private static string ParseChecksum(byte[] body)
    {
        var text = Encoding.ASCII.GetString(body);
        return text.Length >= HashLength && text.AsSpan(0, HashLength).IndexOfAnyExcept(HexDigits) < 0
            ? text[..HashLength].ToLowerInvariant()
            : throw new FormatException("the checksum file holds no SHA-256");
    }

    private static byte[] Verify(byte[] zip, string checksum)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(zip));
        return hash == checksum ? zip : throw new FormatException($"the file's SHA-256 is {hash}, its checksum file says {checksum}");
    }
}
