using System.Numerics;
using Trad.Formats.Candles;
using Trad.Formats.Candles.Times;
using Trad.Training;

namespace Trad.Functions.Candles;

/// <summary>What an import stored, or of a dry run what it would store.</summary>
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
/// <param name="DryRun">Whether nothing was stored.</param>
/// <param name="Missing">Candles that are missing between the first and the last.</param>
/// <param name="Gaps">How often the candles break off.</param>
/// <param name="Layout">What was recognised of the file.</param>
/// <param name="ToldBy">What told the exchange, the symbol and the interval.</param>
/// <param name="First">The oldest candles, at most three, each as open time, open, high, low, close and volume.</param>
/// <param name="Last">The newest candles.</param>
/// <param name="Id">The run under which it is recorded and can be undone; absent when nothing changed.</param>
/// <param name="UndoableUntil">Until when it can be undone; absent when nothing changed.</param>
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
    IReadOnlyList<string> Notes,
    bool DryRun,
    long Missing,
    int Gaps,
    ImportedLayout Layout,
    ImportedMarketSource ToldBy,
    IReadOnlyList<ImportedCandle> First,
    IReadOnlyList<ImportedCandle> Last,
    string? Id = null,
    DateTimeOffset? UndoableUntil = null);

/// <summary>What was recognised of a candle file.</summary>
/// <param name="Format"><c>csv</c>, <c>json</c>, <c>parquet</c> or <c>feather</c>.</param>
/// <param name="Separator">What separates the fields: <c>comma</c>, <c>semicolon</c>, <c>tab</c> or <c>pipe</c>; absent for others.</param>
/// <param name="Columns">The columns that were used: ours, such as <c>open_time</c>, and what each is called in the file.</param>
/// <param name="IgnoredColumns">Columns of the file that were not used.</param>
/// <param name="HasNames">Whether the file names its columns; they are told by their order else.</param>
/// <param name="DecimalComma">Whether numbers are written as in 1.234,5; absent where numbers are not text.</param>
/// <param name="Times">
/// How times are written: <c>seconds</c>, <c>milliseconds</c>, <c>microseconds</c> or <c>nanoseconds</c> since 1970 UTC,
/// <c>text-without-zone</c> (taken as UTC), <c>text-utc</c>, <c>text-with-offset</c> (converted to UTC), or <c>timestamp</c>, a type of
/// the format; a file may have several.
/// </param>
/// <param name="ClosingTimes">Whether times are those at which candles close, so that they were moved to their open.</param>
/// <param name="PriceScale">
/// What prices were multiplied by: 1 where they stand for themselves, 1e-9 of Databento's fixed-point numbers, 1e-4 of LEAN's equities.
/// </param>
public sealed record ImportedLayout(
    string Format,
    string? Separator,
    IReadOnlyDictionary<string, string> Columns,
    IReadOnlyList<string> IgnoredColumns,
    bool HasNames,
    bool? DecimalComma,
    IReadOnlyList<string> Times,
    bool ClosingTimes,
    double PriceScale)
{
    internal static ImportedLayout FromLayout(RecognizedLayout layout) => new(
        layout.Format, layout.Separator, layout.Columns, layout.IgnoredColumns, layout.HasNames, layout.HasDecimalComma,
        [.. SingleForms.Where(form => layout.TimeForms.HasFlag(form)).Select(EnumNames.Format)], layout.HasClosingTimes,
        layout.PriceScale?.Factor ?? 1);

    private static readonly IReadOnlyList<TimeForms> SingleForms =
        [.. Enum.GetValues<TimeForms>().Where(form => BitOperations.IsPow2((int)form))];
}

/// <summary>What told each part of the market that a file was imported into.</summary>
/// <param name="Exchange">What told the exchange.</param>
/// <param name="Symbol">What told the symbol.</param>
/// <param name="Interval">What told the interval.</param>
public sealed record ImportedMarketSource(MarketSource Exchange, MarketSource Symbol, MarketSource Interval);

/// <summary>What tells a part of the market of a file.</summary>
public enum MarketSource
{
    /// <summary>The query of the request.</summary>
    Query,

    /// <summary>The file's name.</summary>
    FileName,

    /// <summary>A column of the file.</summary>
    Column,

    /// <summary>What stands once beside the candles: a member of the answer that they are in, its key, or a row of tickers.</summary>
    BesideCandles,

    /// <summary>The names of the files that are packed in it, and of their folders.</summary>
    PackedPaths,

    /// <summary>The distance between the candles.</summary>
    Candles,
}

/// <summary>A candle of an imported file.</summary>
/// <param name="OpenTime">Its open time.</param>
/// <param name="Open">Its first price.</param>
/// <param name="High">Its highest price.</param>
/// <param name="Low">Its lowest price.</param>
/// <param name="Close">Its last price.</param>
/// <param name="Volume">What was traded.</param>
public sealed record ImportedCandle(DateTimeOffset OpenTime, double Open, double High, double Low, double Close, double Volume);
