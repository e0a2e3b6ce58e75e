using Trad.Formats.Candles;
using Trad.Formats.Candles.Times;

namespace Trad.LocalHost.Commands;

/// <summary>
/// Puts candle files into the order of their candles' times, so that each is looked at beside those before it, and the newer of two that
/// overlap counts. Names tell no order: <c>april.csv</c> stands before <c>march.csv</c>.
/// </summary>
internal static class CandleFileOrder
{
    /// <summary>
    /// The files by the times of their candles; those that cannot be read stand last, by their names. Texts and JSON of a folder or pattern
    /// in which nothing is like a table of candles are skipped, where other files are there.
    /// </summary>
    /// <param name="files">The files, by their names.</param>
    /// <param name="hasDecimalComma">What is said of their numbers, for where they do not tell; null where nothing is.</param>
    /// <param name="dateOrder">What is said of their dates, for where they do not tell; null where nothing is.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    public static async Task<CandleFileList> ByTimeAsync(
        CandleFileList files, bool? hasDecimalComma, StatedDateOrder? dateOrder, CancellationToken cancellationToken)
    {
        if (files.Files.Count < 2)
        {
            return files;
        }

        var times = new List<(CandleFilePath File, long Time)>();
        var skipped = new List<string>(files.Skipped);
        foreach (var file in files.Files)
        {
            await using var content = file.Open();
            var (time, hasTable) = await CandleFileTime.FindAsync(content, file.Name, hasDecimalComma, dateOrder, cancellationToken);
            if (!hasTable && !file.IsNamed && CandleFileName.MayBeAbout(file.Name))
            {
                skipped.Add(file.Name);
                continue;
            }

            times.Add((file, time ?? long.MaxValue));
        }

        return times.Count == 0 ? files : new CandleFileList([.. times.OrderBy(each => each.Time).Select(each => each.File)], skipped);
    }
}
