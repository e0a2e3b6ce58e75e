using Trad.Candles;
using Trad.Formats.Spooling;

namespace Trad.Formats.Candles;

/// <summary>
/// The first month that stands in a file, which is read no further than it takes to see two candles; as if it held seconds, which candles
/// of every interval are made of.
/// </summary>
/// <param name="Open">When its first candle opens, epoch milliseconds.</param>
/// <param name="Spacing">The shortest time between two of the candles, milliseconds; null where the file has one only.</param>
internal sealed record FirstMonth(long Open, long? Spacing)
{
    /// <summary>Reads it; null where the file cannot be read, of which its import says why.</summary>
    /// <exception cref="CandleFileException">Nothing in the file is like a table of candles.</exception>
    public static async Task<FirstMonth?> ReadAsync(CandleFile file, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        FirstMonth? first = null;
        var intake = new CandleIntake(Interval.OneSecond, file.Limits, CandlePlausibility.AtAnyTime) { IsMeasuring = true };
        try
        {
            await CandleFileReader.ReadMonthsAsync(file with { Market = null }, intake, Take, enough.Token);
        }
        catch (OperationCanceledException) when (first is not null && !cancellationToken.IsCancellationRequested)
        {
            // What was wanted is known.
        }
        catch (Exception unreadable) when (unreadable is CandleFileException { HasNoTable: false } or SpoolFullException or IOException)
        {
            return null;
        }

        return first;

        ValueTask Take(CandleSeries month)
        {
            first = new FirstMonth(first?.Open ?? month.OpenTime[0], intake.Spacing);
            if (first.Spacing is null)
            {
                return ValueTask.CompletedTask;
            }

            enough.Cancel();
            throw new OperationCanceledException(enough.Token);
        }
    }
}
