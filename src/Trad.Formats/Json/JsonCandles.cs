using System.Text.Json;
using Trad.Candles;
using Trad.Formats.Candles;
using Trad.Formats.Packed;

namespace Trad.Formats.Json;

/// <summary>freqtrade's JSON: an array of rows of time in epoch milliseconds, open, high, low, close and volume.</summary>
internal static class JsonCandles
{
    private const int Fields = 6;
    private const int RowsBetweenLooks = 4096;

    // Beyond these a double is no whole number of milliseconds, and no time either.
    private const double LargestTime = 9e18;

    public static async Task ReadAsync(CandleFile file, CandleIntake intake, Func<CandleSeries, ValueTask> take, CancellationToken cancellationToken)
    {
        var (text, name) = CandleFileContent.Open(file.Content, file.Name, file.Limits);
        var rows = new JsonRows(text, Fields);
        long row = 0;
        while (await NextAsync())
        {
            row++;
            var candle = rows.IsMalformed ? throw Malformed() : At(rows.Row) ?? throw Malformed();
            var month = intake.Add(candle, out var defect);
            if (defect is not null)
            {
                throw CandleFileException.AtRow(name, row, defect);
            }

            if (month is not null)
            {
                await take(month);
            }

            if (row % RowsBetweenLooks == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        async ValueTask<bool> NextAsync()
        {
            try
            {
                return await rows.ReadAsync(cancellationToken);
            }
            catch (JsonException)
            {
                throw CandleFileException.AtRow(name, row + 1, "the JSON is damaged, cut off, or no array of rows of numbers");
            }
        }

        CandleFileException Malformed() =>
            CandleFileException.AtRow(
                name, row, $"a row is an array of {Fields} numbers: time in epoch milliseconds, open, high, low, close, volume");
    }

    private static Candle? At(ReadOnlySpan<double> fields) => Math.Abs(fields[0]) <= LargestTime && fields[0] == Math.Floor(fields[0])
        ? new Candle(EpochTime.ToMilliseconds((long)fields[0]), fields[1], fields[2], fields[3], fields[4], fields[5])
        : null;
}
