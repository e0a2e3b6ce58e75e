using Trad.Formats.Candles;
using Trad.Formats.Packed;

namespace Trad.Formats.Csv;

/// <summary>Decides over a whole file whether its numbers have a decimal comma, where its first rows do not tell.</summary>
internal static class CsvDecimals
{
    private const int RowsBetweenLooks = 4096;

    /// <summary>Reads the file until something decides; else what is said of it counts.</summary>
    /// <exception cref="CandleFileException">Nothing does, and nothing is said; the message has both readings.</exception>
    public static bool Decide(Stream text, CandleCsvLayout layout, CandleFile file, CancellationToken cancellationToken)
    {
        var choice = new DecimalChoice { ArePointsDoubtful = layout.ArePointsDoubtful };
        var fields = layout.Fields;
        int[] numbers = [.. fields.Numbers];
        using var reader = TextStart.Open(text);
        using var csv = CsvText.Open(reader, layout);
        for (long row = 0; csv.Read() && !choice.IsSure; row++)
        {
            if (row % RowsBetweenLooks == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (row < layout.FirstRow || csv.RowFieldCount <= numbers.Max())
            {
                continue;
            }

            foreach (var field in numbers)
            {
                choice.Add(csv.GetFieldSpan(field));
            }

            choice.AddRow(
                csv.GetFieldSpan(fields.Close),
                fields.Volume < 0 ? [] : csv.GetFieldSpan(fields.Volume),
                fields.QuoteVolume < 0 ? [] : csv.GetFieldSpan(fields.QuoteVolume));
        }

        return choice.Decide(file, layout.FirstRow + 1);
    }
}
