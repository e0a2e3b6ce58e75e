using Trad.Formats.Candles.Times;

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
    /// <param name="hasDecimalComma">What is said of its numbers, for where they do not tell; null where nothing is.</param>
    /// <param name="dateOrder">What is said of its dates, for where they do not tell; null where nothing is.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    /// <returns>The time, and whether anything in the file is like a table of candles.</returns>
    public static async Task<(long? Open, bool HasTable)> FindAsync(
        Stream stream, string fileName, bool? hasDecimalComma, StatedDateOrder? dateOrder, CancellationToken cancellationToken)
    {
        // Times are the same in either reading of numbers that do not tell, of which it is left to the import to ask.
        var file = new CandleFile(stream, fileName, null, CandleFileLimits.Default)
        {
            HasDecimalComma = hasDecimalComma ?? false,
            DateOrder = dateOrder,
        };
        try
        {
            return ((await FirstMonth.ReadAsync(file, cancellationToken))?.Open, true);
        }
        catch (CandleFileException)
        {
            return (null, false);
        }
    }
}
