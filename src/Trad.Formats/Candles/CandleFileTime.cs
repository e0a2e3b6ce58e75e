using Trad.Candles;
using Trad.Formats.Spooling;

namespace Trad.Formats.Candles;

/// <summary>Finds out from when the candles of a file are, without reading more of it than it takes.</summary>
public static class CandleFileTime
{
    /// <summary>
    /// The earliest open time of the first month that a file has, epoch milliseconds: of one that stands newest first that is its last
    /// month. Null where the file cannot be read, of which its import says why.
    /// </summary>
    /// <param name="stream">The file; it can be sought in, and is read from its position on.</param>
    /// <param name="fileName">Its name.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public static async Task<long?> FindAsync(Stream stream, string fileName, CancellationToken cancellationToken)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        long? first = null;
        try
        {
            // As seconds, which candles of every interval are made of.
            var limits = CandleFileLimits.Default;
            var intake = new CandleIntake(Interval.OneSecond, limits, CandlePlausibility.AtAnyTime) { IsMeasuring = true };
            await CandleFileReader.ReadMonthsAsync(new CandleFile(stream, fileName, null, limits), intake, Take, enough.Token);
        }
        catch (OperationCanceledException) when (first is not null && !cancellationToken.IsCancellationRequested)
        {
            // What was wanted is known.
        }
        catch (Exception unreadable) when (unreadable is CandleFileException or SpoolFullException or IOException)
        {
            return null;
        }

        return first;

        ValueTask Take(CandleSeries month)
        {
            first = month.OpenTime[0];
            enough.Cancel();
            throw new OperationCanceledException(enough.Token);
        }
    }
}
