using Trad.Formats.Candles;
using Trad.Formats.Candles.Times;
using Trad.Formats.Packed;

namespace Trad.Formats.Csv;

/// <summary>Decides over a whole file how dates as 03/04/2024 are meant, where its first rows do not tell.</summary>
internal static class CsvDateOrder
{
    private const int RowsBetweenLooks = 4096;

    /// <summary>Reads the column of times until a row decides, else to the end, where all of them may.</summary>
    /// <exception cref="CandleFileException">Nothing does; the message has both readings.</exception>
    public static DateOrder Decide(
        Stream text, CandleCsvLayout layout, DateOrderHints hints, CancellationToken cancellationToken)
    {
        var evidence = new DateOrderEvidence();
        using var reader = TextStart.Open(text);
        using var csv = CsvText.Open(reader, layout);
        for (long row = 0; evidence.Order == DateOrder.Unknown && csv.Read(); row++)
        {
            if (row % RowsBetweenLooks == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (row >= layout.FirstRow && csv.RowFieldCount > layout.Fields.Time)
            {
                evidence.Add(csv.GetFieldSpan(layout.Fields.Time));
            }
        }

        return evidence.Decide(layout.Names[layout.Fields.Time], layout.FirstRow + 1, hints);
    }
}
