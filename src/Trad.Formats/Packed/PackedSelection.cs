using Trad.Formats.Candles;

namespace Trad.Formats.Packed;

/// <summary>
/// Which of the files that are packed together hold candles, by their names: readmes, licences and pictures that publishers put beside
/// them are passed over, and named.
/// </summary>
/// <param name="Taken">The paths of the files that are read, in the order of their numbers.</param>
/// <param name="PassedOver">The paths of those that are not, without what systems leave behind.</param>
internal sealed record PackedSelection(IReadOnlyList<string> Taken, IReadOnlyList<string> PassedOver)
{
    /// <summary>Chooses among the paths of files.</summary>
    public static PackedSelection Choose(IEnumerable<string> paths)
    {
        List<string> all = [.. paths.Where(path => !CandleFileName.IsBeside(path))];
        var candles = all.Where(path => CandleFileName.IsCandleFile(path) && !CandleFileName.IsDocument(path)).ToList();

        // Text and JSON are as often about a table as one: they are read where nothing is that only candles are kept in.
        var sure = candles.Where(path => !CandleFileName.MayBeAbout(path)).ToList();
        var stems = sure.Select(CandleFileName.WithoutEndings).ToHashSet();
        var taken = sure.Count > 0 ? [.. sure, .. candles.Except(sure).Where(path => IsNextOf(path, stems))]
            : candles.Count > 0 || all.Count != 1 ? candles
            : all;
        return new PackedSelection([.. taken.Order(PathOrder.Instance)], [.. all.Except(taken)]);
    }

    /// <summary>Chooses, and refuses to choose nothing.</summary>
    /// <exception cref="CandleFileException">There is no candle file, or a path leads out of the file.</exception>
    public static PackedSelection Choose(string file, IReadOnlyList<string> paths)
    {
        if (paths.FirstOrDefault(IsOutside) is { } outside)
        {
            throw new CandleFileException(
                file, null, $"the entry '{outside}' points outside the archive; entries must be plain file names");
        }

        var chosen = Choose(paths);
        return chosen.Taken.Count > 0
            ? chosen
            : throw new CandleFileException(
                file, null,
                "no candle file is packed in it, but "
                + (paths.Count == 0 ? "nothing" : string.Join(", ", paths.Take(5).Select(path => $"'{path}'")))
                + $"; looked for are files that end in {string.Join(", ", CandleFileName.Endings)}");
    }

    // Whether a path is that of another file of the same series as one in its place: BTCUSDT-5m-02.json beside BTCUSDT-5m-01.csv, and not
    // a description that is called as its table is.
    private static bool IsNextOf(string path, IReadOnlyCollection<string> stems) =>
        CandleFileName.WithoutEndings(path) is var stem && stem.Any(char.IsAsciiDigit) && !stems.Contains(stem)
        && stems.Any(other => WithoutDigits(other) == WithoutDigits(stem));

    private static string WithoutDigits(string stem) =>
        string.Concat(Path.GetFileName(stem).Where(sign => !char.IsAsciiDigit(sign)));

    // A colon is that of a drive, C:, or of a time or a contract in a name.
    private static bool IsOutside(string entry) => entry.StartsWith('/') || entry.Contains('\\')
        || (entry.Length > 1 && entry[1] == ':' && char.IsAsciiLetter(entry[0])) || entry.Split('/').Contains("..");
}
