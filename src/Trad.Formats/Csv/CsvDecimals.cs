using Sylvan.Data.Csv;
using Trad.Formats.Candles;
using Trad.Formats.Packed;

namespace Trad.Formats.Csv;

/// <summary>
/// Decides over a whole file whether commas stand before decimals or between thousands, where its first rows do not tell: by a number
/// that can be read in one way only, by prices that go on from row to row in one reading and leap in the other, and by quote volumes that
/// are volumes times prices in one reading alone.
/// </summary>
internal static class CsvDecimals
{
    private const int RowsBetweenLooks = 4096;

    // What is read in the wrong way is off by a thousand; prices go on, and amounts fit, well within this.
    private const double Near = 3;

    /// <summary>Reads the file until something decides; else what is said of it counts.</summary>
    /// <exception cref="CandleFileException">Nothing does, and nothing is said; the message has both readings.</exception>
    public static bool Decide(Stream text, CandleCsvLayout layout, CandleFile file, CancellationToken cancellationToken)
    {
        var evidence = new DecimalEvidence();
        var fields = layout.Fields;
        int[] numbers = [.. new[]
        {
            fields.Open, fields.High, fields.Low, fields.Close, fields.Volume, fields.QuoteVolume, fields.TradeCount,
        }.Where(field => field >= 0)];
        using var reader = TextStart.Open(text);
        using var csv = CsvText.Open(reader, layout.Delimiter);
        var (asDecimals, asThousands) = (new Reading(fields, hasComma: true), new Reading(fields, hasComma: false));
        for (long row = 0; csv.Read() && !evidence.IsSure; row++)
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
                evidence.Add(csv.GetFieldSpan(field));
            }

            if (asDecimals.Fits(csv) is { } one && asThousands.Fits(csv) is { } other && one != other)
            {
                evidence.Decide(one);
            }
        }

        return evidence.Or(file.HasDecimalComma)
            ?? throw new CandleFileException(file.Name, layout.FirstRow + 1, DecimalEvidence.Describe(evidence.Example!));
    }

    /// <summary>The prices and amounts of a file as they are in one reading.</summary>
    private sealed class Reading(CandleFields fields, bool hasComma)
    {
        private double _previous = double.NaN;

        /// <summary>Whether a row fits the row before it and its own amounts; null where nothing of that is known.</summary>
        public bool? Fits(CsvDataReader csv)
        {
            var (previous, close) = (_previous, Number(csv, fields.Close));
            _previous = close;
            var (volume, quote) = (Number(csv, fields.Volume), Number(csv, fields.QuoteVolume));
            var isPriceKnown = close > 0 && previous > 0;
            var isAmountKnown = close > 0 && volume > 0 && quote > 0;
            return !isPriceKnown && !isAmountKnown
                ? null
                : (!isPriceKnown || IsNear(close, previous)) && (!isAmountKnown || IsNear(quote, volume * close));
        }

        private static bool IsNear(double one, double other) => one < other * Near && one * Near > other;

        private double Number(CsvDataReader csv, int field) =>
            field >= 0 && NumberText.TryRead(csv.GetFieldSpan(field), hasComma, out var number) ? number : double.NaN;
    }
}
