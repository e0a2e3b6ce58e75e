using Sylvan.Data.Csv;
using Trad.Candles;

namespace Trad.MarketData.Import;

/// <summary>
/// Reads candle files: CSV with the header <c>open_time,open,high,low,close,volume[,quote_volume,trade_count]</c>, or the exchange's
/// archive files (12 columns, with or without header), each plain, gzip or in a zip; times in epoch milliseconds or microseconds.
/// </summary>
public static class CandleFileReader
{
    private const int SpoolBuffer = 1 << 16;
    private const int LongestLine = 1 << 14;

    /// <summary>All candles of a file. Nothing is returned unless every line is sound.</summary>
    /// <param name="stream">The file; read from its position on.</param>
    /// <param name="fileName">The name for messages; the format is told by the content.</param>
    /// <param name="interval">The length of the candles, which every open time must be a multiple of.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <exception cref="CandleFileException">The file cannot be imported; the message says where and why.</exception>
    public static async Task<CandleSeries> ReadAsync(Stream stream, string fileName, Interval interval, CancellationToken cancellationToken) =>
        CandleSeries.Concat(interval, await ReadMonthsAsync(stream, fileName, interval, CandleFileLimits.Default, cancellationToken));

    /// <summary>The same as one series per calendar month UTC, oldest first: the columns are in memory once.</summary>
    /// <exception cref="CandleFileException">The file cannot be imported; the message says where and why.</exception>
    public static async Task<IReadOnlyList<CandleSeries>> ReadMonthsAsync(
        Stream stream, string fileName, Interval interval, CandleFileLimits limits, CancellationToken cancellationToken)
    {
        await using var spooled = stream.CanSeek ? null : await SpoolAsync(stream, fileName, limits, cancellationToken);
        return await Task.Run(() => Read(spooled ?? stream, fileName, interval, limits, cancellationToken), cancellationToken);
    }

    private static IReadOnlyList<CandleSeries> Read(
        Stream file, string fileName, Interval interval, CandleFileLimits limits, CancellationToken cancellationToken)
    {
        CandleCsvParser? parser = null;
        var name = fileName;
        try
        {
            (var text, name) = CandleFileContent.Open(file, fileName, limits);
            using var reader = new StreamReader(text, bufferSize: SpoolBuffer);
            using var csv = CsvDataReader.Create(reader, new CsvDataReaderOptions { HasHeaders = false, BufferSize = SpoolBuffer, MaxBufferSize = SpoolBuffer, Delimiter = ',' });
            var (layout, hasHeader) = FindLayout(csv, name);
            parser = new CandleCsvParser(csv, layout, name, interval);
            return ReadRows(csv, parser, hasHeader, name, interval, limits, cancellationToken);
        }
        catch (CandleFileException)
        {
            throw;
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException or CsvFormatException or FormatException or NotSupportedException)
        {
            throw new CandleFileException(name, parser?.Line, $"the file is damaged or cut off ({broken.Message.TrimEnd('.')})", broken);
        }
    }

    private static IReadOnlyList<CandleSeries> ReadRows(
        CsvDataReader csv, CandleCsvParser parser, bool hasHeader, string name, Interval interval, CandleFileLimits limits, CancellationToken cancellationToken)
    {
        var months = new MonthlyColumns(interval);
        if (hasHeader)
        {
            parser.Line++;
        }

        for (var more = !hasHeader || csv.Read(); more; more = csv.Read(), parser.Line++)
        {
            if (months.Count == limits.MaximumRows)
            {
                throw new CandleFileException(name, parser.Line, $"more than {limits.MaximumRows:N0} rows, which is the most allowed");
            }

            months.Add(parser.Parse());
            if (months.Count % 4096 == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        return months.Count > 0 ? months.Finish() : throw new CandleFileException(name, null, "the file has a header but no candles");
    }

    private static (CandleCsvLayout Layout, bool HasHeader) FindLayout(CsvDataReader csv, string name)
    {
        if (!csv.Read())
        {
            throw new CandleFileException(name, null, "the file is empty");
        }

        var first = new string[csv.RowFieldCount];
        for (var i = 0; i < first.Length; i++)
        {
            var field = csv.GetFieldSpan(i);
            first[i] = field.Length <= LongestLine ? field.ToString().Trim('\uFEFF') : throw new CandleFileException(name, 1, "this is no candle file");
        }

        if (!long.TryParse(first[0], out _))
        {
            return (CandleCsvLayout.FromHeader(first, name), true);
        }

        return first.Length == CandleCsvLayout.ArchiveColumns
            ? (CandleCsvLayout.Archive, false)
            : throw new CandleFileException(
                name, 1, $"there is no header, and {first.Length} columns; allowed without a header is only the exchange's archive format of {CandleCsvLayout.ArchiveColumns} columns, else the header {CandleCsvLayout.HeaderRule}");
    }

    private static async Task<FileStream> SpoolAsync(Stream stream, string fileName, CandleFileLimits limits, CancellationToken cancellationToken)
    {
        var spool = new FileStream(
            Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()),
            new FileStreamOptions
            {
                Mode = FileMode.CreateNew,
                Access = FileAccess.ReadWrite,
                BufferSize = SpoolBuffer,
                Options = FileOptions.DeleteOnClose | FileOptions.Asynchronous,
            });
        try
        {
            await new BoundedTextStream(stream, fileName, long.MaxValue / limits.MaximumRatio, limits).CopyToAsync(spool, cancellationToken);
            spool.Position = 0;
            return spool;
        }
        catch
        {
            await spool.DisposeAsync();
            throw;
        }
    }
}
