using System.Text.Json;
using Trad.Candles;

namespace Trad.MarketData.Import.Formats;

/// <summary>freqtrade's JSON: an array of rows of time in epoch milliseconds, open, high, low, close and volume.</summary>
internal static class JsonCandles
{
    private const int Fields = 6;

    public static async Task ReadAsync(CandleFile file, CandleIntake intake, Func<CandleSeries, ValueTask> take, CancellationToken cancellationToken)
    {
        var (text, name) = CandleFileContent.Open(file.Content, file.Name, file.Limits);
        long row = 0;
        try
        {
            // One row at a time, so that a long file does not have to fit into memory.
            await foreach (var fields in JsonSerializer.DeserializeAsyncEnumerable<double[]>(text, cancellationToken: cancellationToken))
            {
                row++;
                if (fields is not { Length: Fields } || fields[0] != Math.Floor(fields[0]))
                {
                    throw CandleFileException.AtRow(name, row, $"a row is an array of {Fields} numbers: time in epoch milliseconds, open, high, low, close, volume");
                }

                var candle = new Candle(EpochTime.ToMilliseconds((long)fields[0]), fields[1], fields[2], fields[3], fields[4], fields[5]);
                var month = intake.Add(candle, out var defect);
                if (defect is not null)
                {
                    throw CandleFileException.AtRow(name, row, defect);
                }

                if (month is not null)
                {
                    await take(month);
                }
            }
        }
        catch (JsonException)
        {
            throw CandleFileException.AtRow(name, row + 1, "the JSON is damaged, cut off, or no array of rows of numbers");
        }
    }
}
