using Trad.Formats.Candles.Prices;
using Trad.Formats.Candles.Times;

namespace Trad.Formats.Candles;

/// <summary>What was recognised of a candle file, so that whoever gave it can see whether it was understood.</summary>
/// <param name="Format"><c>csv</c>, <c>json</c>, <c>parquet</c> or <c>feather</c>.</param>
public sealed record RecognizedLayout(string Format)
{
    /// <summary>
    /// What separates the fields: <c>comma</c>, <c>semicolon</c>, <c>tab</c> or <c>pipe</c>; null where there is no such thing.
    /// </summary>
    public string? Separator { get; init; }

    /// <summary>Whether numbers are written as in 1.234,5; null where numbers are not text.</summary>
    public bool? HasDecimalComma { get; init; }

    /// <summary>Whether the columns have names; they are told by their order else.</summary>
    public bool HasNames { get; init; } = true;

    /// <summary>The columns that were used: ours (<c>open_time</c>, <c>open</c>, …) and what each is called in the file.</summary>
    public IReadOnlyDictionary<string, string> Columns { get; init; } = new Dictionary<string, string>();

    /// <summary>Columns of the file that were not used.</summary>
    public IReadOnlyList<string> IgnoredColumns { get; init; } = [];

    /// <summary>How times are written.</summary>
    public TimeForms TimeForms { get; init; }

    /// <summary>Whether the column of times says when candles close, so that they were moved to their open.</summary>
    public bool HasClosingTimes { get; init; }

    /// <summary>The zone that the file states for its times, from which they were converted; null where it states none, or UTC.</summary>
    public string? Zone { get; init; }

    /// <summary>How 03/04/2024 or 2024-03-04 was read; <see cref="DateOrder.Unknown"/> where no date is written so.</summary>
    public DateOrder DateOrder { get; init; }

    /// <summary>In which order of time the rows are.</summary>
    public RowOrder Order { get; init; }

    /// <summary>Rows that repeated another row to the last digit, and were left out.</summary>
    public long DuplicatesDropped { get; init; }

    /// <summary>Rows that had a time but no price, and were left out.</summary>
    public long RowsWithoutPrices { get; init; }

    /// <summary>Rows that the file marks as candles that had not closed, and that were left out.</summary>
    public long RowsMarkedOpen { get; init; }

    /// <summary>Candles without a volume, which are stored with a volume of zero.</summary>
    public long VolumesMissing { get; init; }

    /// <summary>A line under the candles that says something about them, such as a total; null where there is none.</summary>
    public string? Footer { get; init; }

    /// <summary>Files that were packed together with the candles, and are none.</summary>
    public IReadOnlyList<string> FilesPassedOver { get; init; } = [];

    /// <summary>What prices were divided by, being whole multiples of a small unit; null where they stand for themselves.</summary>
    public PriceScale? PriceScale { get; init; }

    /// <summary>Prices that are whole numbers without exception, taken as they stand; null where that is nothing to wonder at.</summary>
    public WholePrices? WholePrices { get; init; }

    /// <summary>The open time of a candle that had not closed yet and was left out; null when there was none.</summary>
    public DateTimeOffset? OpenCandle { get; init; }

    /// <summary>What is odd about the candles and may be right, in sentences.</summary>
    public IReadOnlyList<string> Oddities { get; init; } = [];

    /// <summary>
    /// What somebody should know of how the file was understood, in sentences; empty when everything was as it should be.
    /// </summary>
    public IReadOnlyList<string> Notes => [.. RecognizedNotes.Describe(this)];
}
