using Sylvan.Data.Csv;
using Trad.Formats.Candles;

namespace Trad.Formats.Csv;

/// <summary>Finds out how a CSV file is made from its first rows, with each delimiter that people use.</summary>
internal static class CandleCsvRecognizer
{
    private const int MostRows = 300;

    /// <summary>In the order in which they are tried; a delimiter with which rows make sense is taken.</summary>
    private static readonly char[] Delimiters = [',', ';', '\t', '|'];

    /// <summary>Recognises a file.</summary>
    /// <param name="sample">Its first lines, whole.</param>
    /// <param name="file">The file.</param>
    /// <exception cref="CandleFileException">It is no file of candles; the message says what is missing.</exception>
    public static CandleCsvLayout Recognize(string sample, CandleFile file)
    {
        CandleCsvFault? nearest = null;
        foreach (var delimiter in Delimiters)
        {
            var hasBlanks = TrimmedQuotes.AreIn(sample, delimiter);
            var rows = Split(sample, delimiter, hasBlanks, out var broken);
            if (rows.Count == 0)
            {
                nearest ??= broken;
                continue;
            }

            var fault = new CandleCsvRows(rows, delimiter, file).Recognize(out var layout);
            if (layout is not null)
            {
                return layout with { HasBlanksBeforeQuotes = hasBlanks };
            }

            nearest = nearest is null || fault!.Nearness > nearest.Nearness ? fault : nearest;
        }

        throw nearest is null
            ? new CandleFileException(file.Name, null, "the file is empty")
            : new CandleFileException(file.Name, nearest.Line, nearest.Reason) { HasNoTable = nearest.HasNoTable };
    }

    /// <summary>The first rows, without the one in which a quote does not end.</summary>
    private static List<string[]> Split(string sample, char delimiter, bool hasBlanksBeforeQuotes, out CandleCsvFault? broken)
    {
        var rows = new List<string[]>();
        broken = null;
        try
        {
            using TextReader text = hasBlanksBeforeQuotes
                ? new TrimmedQuotes(new StringReader(sample), delimiter)
                : new StringReader(sample);
            using var csv = CsvText.Open(text, delimiter);
            while (rows.Count < MostRows && csv.Read())
            {
                var row = new string[csv.RowFieldCount];
                for (var i = 0; i < row.Length; i++)
                {
                    row[i] = csv.GetFieldSpan(i).ToString();
                }

                rows.Add(row);
            }
        }
        catch (CsvRecordTooLargeException)
        {
            broken = new CandleCsvFault(0, rows.Count + 1, CsvCandles.TooLong);
        }
        catch (CsvFormatException)
        {
            broken = new CandleCsvFault(0, rows.Count + 1, CsvCandles.BadQuote);
        }

        return rows;
    }
}
