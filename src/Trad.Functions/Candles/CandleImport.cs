namespace Trad.Functions.Candles;

/// <summary>What an import stored.</summary>
/// <param name="Exchange">The exchange.</param>
/// <param name="Symbol">The symbol.</param>
/// <param name="Interval">The candle interval.</param>
/// <param name="Rows">Candles in the file.</param>
/// <param name="From">Open time of the first.</param>
/// <param name="To">Close of the last.</param>
/// <param name="Inserted">Candles that were not stored before.</param>
/// <param name="Replaced">Candles that replaced a stored one with other values.</param>
/// <param name="Unchanged">Candles that were stored already.</param>
/// <param name="Partitions">Monthly partitions written.</param>
/// <param name="Notes">What somebody should know of how the file was understood, in sentences; empty for a plain file.</param>
public sealed record CandleImport(
    string Exchange,
    string Symbol,
    string Interval,
    long Rows,
    DateTimeOffset From,
    DateTimeOffset To,
    long Inserted,
    long Replaced,
    long Unchanged,
    int Partitions,
    IReadOnlyList<string> Notes);
