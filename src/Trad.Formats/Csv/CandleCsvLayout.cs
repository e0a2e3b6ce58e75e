using Trad.Formats.Candles;
using Trad.Formats.Candles.Prices;
using Trad.Formats.Candles.Times;

namespace Trad.Formats.Csv;

/// <summary>How a CSV file of candles is made.</summary>
/// <param name="Delimiter">What separates fields.</param>
/// <param name="Fields">Which of them are which column.</param>
/// <param name="Names">The names of the columns; their numbers where they have none.</param>
/// <param name="FirstRow">The first row of candles, counted from 0.</param>
internal sealed record CandleCsvLayout(char Delimiter, CandleFields Fields, IReadOnlyList<string> Names, int FirstRow)
{
    /// <summary>Whether the columns have names.</summary>
    public bool HasNames { get; init; }

    /// <summary>
    /// The one ticker that stands in a row under or above the names, as yfinance writes it, with what that row is called; or null.
    /// </summary>
    public (string Name, string Text)? Ticker { get; init; }

    /// <summary>Whether blanks stand between delimiters and quotes.</summary>
    public bool HasBlanksBeforeQuotes { get; init; }

    /// <summary>Whether numbers have a decimal comma.</summary>
    public bool HasDecimalComma { get; init; }

    /// <summary>Whether no number of the first rows has told whether a comma stands before decimals, where that is asked.</summary>
    public bool AreNumbersUndecided { get; init; }

    /// <summary>Whether points of numbers may stand between thousands, as nothing in the first rows tells.</summary>
    public bool ArePointsDoubtful { get; init; }

    /// <summary>How 03/04/2024 is meant.</summary>
    public DateOrder DateOrder { get; init; }

    /// <summary>How many digits times of day have that are written as numbers; 0 where none is.</summary>
    public int TimeOfDayDigits { get; init; }

    /// <summary>Whether the first rows have dates that may be read in two ways, and do not tell how they are meant.</summary>
    public bool HasUndecidedDates { get; init; }

    /// <summary>What prices have to be divided by; null where they stand for themselves.</summary>
    public PriceScale? PriceScale { get; init; }

    /// <summary>What was recognised, in words for whoever gave the file.</summary>
    public RecognizedLayout Describe()
    {
        var layout = Fields.Describe("csv", Names) with
        {
            Separator = CsvText.Name(Delimiter),
            HasDecimalComma = HasDecimalComma,
            HasNames = HasNames,
            DateOrder = DateOrder,
        };
        return HasNames ? layout : layout with { IgnoredColumns = [] };
    }
}
