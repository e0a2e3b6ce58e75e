using System.IO.Compression;
using Trad.Candles;
using Trad.Formats.Candles;
using Trad.Formats.Parquet;

namespace Trad.Formats.Packed;

/// <summary>
/// A zip of the candle files of one market: Parquet in a hive layout, such as the candle container itself, or several CSV or JSON files,
/// such as the months that exchanges offer.
/// </summary>
internal sealed class ZippedFiles
{
    private const long LargestParquet = 256L << 20;
    private const long MostInMemory = 8L << 20;

    private readonly CandleFile _file;
    private readonly IReadOnlyList<ZipArchiveEntry> _entries;
    private readonly Kind _kind;

    private ZippedFiles(CandleFile file, IReadOnlyList<ZipArchiveEntry> entries, Kind kind)
    {
        _file = file;
        _entries = [.. entries.OrderBy(entry => entry.FullName, PathOrder.Instance)];
        _kind = kind;
    }

    private delegate Task Reader(
        CandleFile file, CandleIntake intake, Func<CandleSeries, ValueTask> take, CancellationToken cancellationToken);

    /// <summary>Opens the zip; null when it holds one text, nothing, or other files beside.</summary>
    /// <exception cref="CandleFileException">
    /// An entry points outside the archive, or texts claim more than a file may hold.
    /// </exception>
    public static ZippedFiles? Open(CandleFile file)
    {
        var entries = CandleFileContent.OpenEntries(file.Content, file.Name);
        if (entries.Count > 0 && entries.All(entry => CandleFileName.IsParquet(entry.Name)))
        {
            return new ZippedFiles(
                file, entries, new Kind(Math.Min(LargestParquet, file.Limits.MaximumBytes), EnsureKeys, ParquetCandles.ReadAsync));
        }

        if (entries.Count < 2 || !entries.All(entry => CandleFileName.IsText(entry.Name)))
        {
            return null;
        }

        var claimed = entries.Sum(entry => entry.Length);
        return claimed <= file.Limits.MaximumBytes
            ? new ZippedFiles(file, entries, new Kind(file.Limits.MaximumBytes, EnsureName, CandleFormats.ReadTextAsync))
            : throw new CandleFileException(
                file.Name, null,
                $"its {entries.Count} entries claim {claimed:N0} bytes; at most {file.Limits.MaximumBytes:N0} are allowed");
    }

    /// <summary>Reads the files in the order of their paths, which is that of time where exchanges and collectors name them.</summary>
    public async Task ReadAsync(CandleIntake intake, Func<CandleSeries, ValueTask> take, CancellationToken cancellationToken)
    {
        foreach (var entry in _entries)
        {
            var name = $"{_file.Name}/{entry.FullName}";
            if (_file.Market is { } market)
            {
                _kind.EnsureMarket(entry, name, market);
            }

            await using var content = entry.Length <= MostInMemory ? new MemoryStream() : _file.Spool.Create();
            await using (var packed = new BoundedTextStream(
                entry.Open(), name, entry.CompressedLength, _file.Limits with { MaximumBytes = _kind.LargestEntry }))
            {
                await packed.CopyToAsync(content, cancellationToken);
            }

            content.Position = 0;
            await _kind.ReadAsync(_file with { Content = content, Name = name }, intake, take, cancellationToken);
        }
    }

    // Where a path has keys, they must be those of the market.
    private static void EnsureKeys(ZipArchiveEntry entry, string name, Market market)
    {
        foreach (var part in entry.FullName.Split('/'))
        {
            var expected = part.Split('=')[0] switch
            {
                "exchange" => market.Exchange,
                "symbol" => market.Symbol,
                "interval" =>
                    part.EndsWith($"={market.Interval.Code}", StringComparison.Ordinal) ? market.Interval.Code : market.Interval.PathCode,
                _ => null,
            };
            if (expected is not null && part[(part.IndexOf('=') + 1)..] != expected)
            {
                throw new CandleFileException(name, null, $"'{part}' is not the market that the file is imported into, {market}");
            }
        }
    }

    private static void EnsureName(ZipArchiveEntry entry, string name, Market market)
    {
        if (FileGuess.FromFileName(entry.Name).SymbolOn(market.Exchange) is { } symbol && symbol != market.Symbol)
        {
            throw new CandleFileException(
                name, null, $"it is of {symbol} by its name, and the zip is imported as {market.Symbol}; import each market by itself");
        }
    }

    /// <param name="LargestEntry">How many bytes an entry may unpack to.</param>
    /// <param name="EnsureMarket">Refuses an entry that is of another market by its path.</param>
    /// <param name="ReadAsync">Reads an entry.</param>
    private sealed record Kind(long LargestEntry, Action<ZipArchiveEntry, string, Market> EnsureMarket, Reader ReadAsync);
}
