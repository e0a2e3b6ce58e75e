using Trad.Formats.Candles;

namespace Trad.LocalHost.Commands;

/// <summary>
/// Puts candle files into the order of their candles' times, so that each is looked at beside those before it, and the newer of two that
/// overlap counts. Names tell no order: <c>april.csv</c> stands before <c>march.csv</c>.
/// </summary>
internal static class CandleFileOrder
{
    /// <summary>The files by the times of their candles; those that cannot be read stand last, by their names.</summary>
    /// <param name="files">The files, by their names.</param>
    /// <param name="hasDecimalComma">What is said of their numbers, for where they do not tell; null where nothing is.</param>
    /// <param name="cancellationToken">Stops looking.</param>
    public static async Task<IReadOnlyList<CandleFilePath>> ByTimeAsync(
        IReadOnlyList<CandleFilePath> files, bool? hasDecimalComma, CancellationToken cancellationToken)
    {
        if (files.Count < 2)
        {
            return files;
        }

        var times = new List<(CandleFilePath File, long Time)>();
        foreach (var file in files)
        {
            await using var content = file.Open();
            times.Add((file, await CandleFileTime.FindAsync(content, file.Name, hasDecimalComma, cancellationToken) ?? long.MaxValue));
        }

        return [.. times.OrderBy(each => each.Time).Select(each => each.File)];
    }
}
