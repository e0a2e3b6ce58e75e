using System.IO.Compression;
using Trad.Candles;
using Trad.Formats.Candles;

namespace Trad.Formats.Packed;

/// <summary>A zip of several CSV or JSON files, such as the months of one market as exchanges offer them.</summary>
internal sealed class TextZip
{
    private const long MostInMemory = 8L << 20;

    private static readonly string[] Endings = [".csv", ".tsv", ".txt", ".json", ".jsonl", ".ndjson"];

    private readonly CandleFile _file;
    private readonly IReadOnlyList<ZipArchiveEntry> _entries;

    private TextZip(CandleFile file, IReadOnlyList<ZipArchiveEntry> entries)
    {
        _file = file;
        _entries = entries;
    }

    /// <summary>Opens the zip; null when it holds less than two files, or others beside.</summary>
    /// <exception cref="CandleFileException">An entry points outside the archive, or they claim more than a file may hold.</exception>
    public static TextZip? Open(CandleFile file)
    {
        var files = CandleFileContent.OpenEntries(file.Content, file.Name);
        if (files.Count < 2 || !files.All(IsText))
        {
            return null;
        }

        var claimed = files.Sum(entry => entry.Length);
        return claimed <= file.Limits.MaximumBytes
            ? new TextZip(file, [.. files.OrderBy(entry => entry.FullName, PathOrder.Instance)])
            : throw new CandleFileException(
                file.Name, null, $"its {files.Count} entries claim {claimed:N0} bytes; at most {file.Limits.MaximumBytes:N0} are allowed");
    }

    /// <summary>Whether the entry's name is that of a text with candles.</summary>
    public static bool IsText(ZipArchiveEntry entry) =>
        Array.Exists(Endings, ending => entry.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads the files in the order of their paths, which is that of time where exchanges and collectors name them.</summary>
    public async Task ReadAsync(CandleIntake intake, Func<CandleSeries, ValueTask> take, CancellationToken cancellationToken)
    {
        foreach (var entry in _entries)
        {
            var name = $"{_file.Name}/{entry.FullName}";
            if (_file.Market is { } market && FileGuess.Of(entry.Name).Symbol is { } symbol && symbol != market.Symbol)
            {
                throw new CandleFileException(
                    name, null, $"it is of {symbol} by its name, and the zip is imported as {market.Symbol}; import each market by itself");
            }

            await using var content = entry.Length <= MostInMemory ? new MemoryStream() : _file.Spool.Create();
            await using (var packed = new BoundedTextStream(entry.Open(), name, entry.CompressedLength, _file.Limits))
            {
                await packed.CopyToAsync(content, cancellationToken);
            }

            content.Position = 0;
            await CandleFormats.ReadTextAsync(_file with { Content = content, Name = name }, intake, take, cancellationToken);
        }
    }
}
