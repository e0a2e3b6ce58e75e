using Trad.Formats.Candles;
using Trad.Formats.Candles.Times;
using Trad.Formats.Packed;

namespace Trad.Formats.Csv;

/// <summary>Decides over a whole file how dates as 03/04/2024 are meant, where its first rows do not tell.</summary>
internal static class CsvDateOrder
{
    private const int RowsBetweenLooks = 4096;

    /// <summary>Reads the column of times until a row decides.</summary>
    /// <exception cref="CandleFileException">No row does; the message has both readings.</exception>
    public static DateOrder Decide(Stream text, CandleCsvLayout layout, string file, CancellationToken cancellationToken)
    {
        var evidence = new DateOrderEvidence();
        using var reader = TextStart.Open(text);
        using var csv = CsvText.Open(reader, layout);
        for (long row = 0; csv.Read(); row++)
        {
            if (row % RowsBetweenLooks == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }

            if (row >= layout.FirstRow && csv.RowFieldCount > layout.Fields.Time)
            {
                evidence.Add(csv.GetFieldSpan(layout.Fields.Time));
                if (evidence.Order != DateOrder.Unknown)
                {
                    return evidence.Order;
                }
            }
        }

        throw new CandleFileException(
            file, layout.FirstRow + 1, DateOrderEvidence.Describe(layout.Names[layout.Fields.Time], layout.AmbiguousDate!));
    }
}
