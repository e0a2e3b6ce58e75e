using Trad.Candles;
using Trad.Formats.Candles.Times;

namespace Trad.MarketData.Import;

/// <summary>What is to be done with a candle file.</summary>
/// <param name="Exchange">The exchange of the market.</param>
/// <param name="Symbol">The symbol of the market; null to take the one that a column of the file names.</param>
/// <param name="FileName">The name for messages.</param>
public sealed record CandleImportOrder(string Exchange, string? Symbol, string FileName)
{
    /// <summary>The interval of the candles; null to take the distance between those of the file.</summary>
    public Interval? Interval { get; init; }

    /// <summary>What the record of the import calls the file; null when it has no name.</summary>
    public string? SourceName { get; init; }

    /// <summary>Whether nothing is stored and the result says what would be.</summary>
    public bool IsDryRun { get; init; }

    /// <summary>Whether prices that their neighbours do not bear out are stored, too.</summary>
    public bool AcceptsOutliers { get; init; }

    /// <summary>
    /// Whether a comma stands before decimals, where the numbers of the file do not tell (<c>42,283</c> in all of it); null to refuse such
    /// a file.
    /// </summary>
    public bool? HasDecimalComma { get; init; }

    /// <summary>
    /// How dates are meant, where those of the file leave several readings (<c>03/04/2024</c> in all of it); null to refuse such a file.
    /// </summary>
    public StatedDateOrder? DateOrder { get; init; }
}
