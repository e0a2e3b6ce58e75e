using System.IO.Compression;
using Trad.Candles;
using Trad.Formats.Candles;
using Trad.Formats.Parquet;

namespace Trad.Formats.Packed;

/// <summary>A zip of Parquet files in a hive layout, such as the candle container itself: the months of one market.</summary>
internal sealed class HiveZip
{
    private const long LargestEntry = 256L << 20;
    private const long MostInMemory = 8L << 20;

    private readonly CandleFile _file;
    private readonly IReadOnlyList<ZipArchiveEntry> _entries;

    private HiveZip(CandleFile file, IReadOnlyList<ZipArchiveEntry> entries)
    {
        _file = file;
        _entries = entries;
    }

    /// <summary>Opens the zip; null when it holds no Parquet, or other files beside.</summary>
    /// <exception cref="CandleFileException">An entry points outside the archive.</exception>
    public static HiveZip? Open(CandleFile file)
    {
        var files = CandleFileContent.OpenEntries(file.Content, file.Name);
        return files.Count > 0 && files.All(entry => entry.Name.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase))
            ? new HiveZip(file, [.. files.OrderBy(entry => entry.FullName, PathOrder.Instance)])
            : null;
    }

    /// <summary>Reads the files in the order of their paths, which is that of their months.</summary>
    public async Task ReadAsync(CandleIntake intake, Func<CandleSeries, ValueTask> take, CancellationToken cancellationToken)
    {
        foreach (var entry in _entries)
        {
            var name = $"{_file.Name}/{entry.FullName}";
            EnsureMarket(entry, name);
            await using var content = entry.Length <= MostInMemory ? new MemoryStream() : _file.Spool.Create();
            await using (var packed = new BoundedTextStream(
                entry.Open(), name, entry.CompressedLength,
                _file.Limits with { MaximumBytes = Math.Min(LargestEntry, _file.Limits.MaximumBytes) }))
            {
                await packed.CopyToAsync(content, cancellationToken);
            }

            content.Position = 0;
            await ParquetCandles.ReadAsync(_file with { Content = content, Name = name }, intake, take, cancellationToken);
        }
    }

    /// <summary>Where the path has keys, they must be those of the market.</summary>
    private void EnsureMarket(ZipArchiveEntry entry, string name)
    {
        if (_file.Market is not { } market)
        {
            return;
        }

        foreach (var part in entry.FullName.Split('/'))
        {
            var expected = part.Split('=')[0] switch
            {
                "exchange" => market.Exchange,
                "symbol" => market.Symbol,
                "interval" => market.Interval.Code,
                _ => null,
            };
            if (expected is not null && part[(part.IndexOf('=') + 1)..] != expected)
            {
                throw new CandleFileException(name, null, $"'{part}' is not the market that the file is imported into, {market}");
            }
        }
    }
}
