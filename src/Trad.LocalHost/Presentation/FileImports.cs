namespace Trad.LocalHost.Presentation;

/// <summary>What became of all files that were to be imported.</summary>
/// <param name="DryRun">Whether nothing was stored.</param>
/// <param name="Files">The files, in the order in which they were imported.</param>
/// <param name="PassedOver">The names of files in folders that hold no candles.</param>
/// <param name="Imported">How many of the files were not refused.</param>
/// <param name="Rows">Candles in them.</param>
/// <param name="Markets">How many markets these are of.</param>
/// <param name="Inserted">Candles that were not stored before.</param>
/// <param name="Replaced">Candles that replaced a stored one with other values.</param>
/// <param name="Unchanged">Candles that were stored already.</param>
/// <param name="Seconds">How long it took.</param>
internal sealed record FileImports(
    bool DryRun,
    IReadOnlyList<FileImport> Files,
    IReadOnlyList<string> PassedOver,
    int Imported,
    long Rows,
    int Markets,
    long Inserted,
    long Replaced,
    long Unchanged,
    double Seconds)
{
    /// <summary>Counts them.</summary>
    public static FileImports Count(
        IReadOnlyList<FileImport> files, IReadOnlyList<string> passedOver, bool isDryRun, TimeSpan elapsed)
    {
        var imports = files.Select(file => file.Import).OfType<Functions.Candles.CandleImport>().ToList();
        return new FileImports(
            isDryRun, files, passedOver, imports.Count, imports.Sum(import => import.Rows),
            imports.Select(import => (import.Exchange, import.Symbol, import.Interval)).Distinct().Count(),
            imports.Sum(import => import.Inserted), imports.Sum(import => import.Replaced), imports.Sum(import => import.Unchanged),
            elapsed.TotalSeconds);
    }
}
