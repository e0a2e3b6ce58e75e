using Sylvan.Data.Csv;
using Trad.Candles;
using Trad.Formats.Candles;
using Trad.Formats.Packed;

namespace Trad.Formats.Csv;

/// <summary>CSV, with a header or in the exchange's archive layout.</summary>
internal static class CsvCandles
{
    private const int Buffer = 1 << 16;
    private const int LongestLine = 1 << 14;
    private const int RowsBetweenLooks = 4096;

    public static async Task ReadAsync(CandleFile file, CandleIntake intake, Func<CandleSeries, ValueTask> take, CancellationToken cancellationToken)
    {
        CandleCsvParser? parser = null;
        var (text, name) = CandleFileContent.Open(file.Content, file.Name, file.Limits);
        try
        {
            using var reader = new StreamReader(text, bufferSize: Buffer, leaveOpen: true);
            using var csv = CsvDataReader.Create(reader, new CsvDataReaderOptions { HasHeaders = false, BufferSize = Buffer, MaxBufferSize = Buffer, Delimiter = ',' });
            var (layout, hasHeader) = FindLayout(csv, name);
            parser = new CandleCsvParser(csv, layout, name) { Line = hasHeader ? 2 : 1 };
            for (var more = !hasHeader || csv.Read(); more; parser.Line++, more = csv.Read())
            {
                var month = intake.Add(parser.Parse(), out var defect);
                if (defect is not null)
                {
                    throw parser.Error(defect);
                }

                if (month is not null)
                {
                    await take(month);
                }

                if (intake.Count % RowsBetweenLooks == 0)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                }
            }
        }
        catch (CsvRecordTooLargeException broken)
        {
            throw new CandleFileException(
                name, Line(), $"the line is longer than {Buffer:N0} characters, or a quote in it does not end", broken);
        }
        catch (CsvFormatException broken)
        {
            throw new CandleFileException(name, Line(), "a quote stands where none may, or does not end", broken);
        }
        catch (Exception broken) when (broken is InvalidDataException or EndOfStreamException or FormatException or NotSupportedException)
        {
            throw new CandleFileException(name, Line(), "the file is damaged or cut off", broken);
        }

        if (intake.Count == 0)
        {
            throw new CandleFileException(name, null, "the file has a header but no candles");
        }

        long Line() => parser?.Line ?? 1;
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
}
