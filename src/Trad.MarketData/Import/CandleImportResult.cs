using Trad.Candles;
using Trad.Candles.Changes;
using Trad.Candles.Stores;
using Trad.Formats.Candles;
using Trad.Formats.Candles.Markets;
using Trad.MarketData.Exchanges;

namespace Trad.MarketData.Import;

/// <summary>What an import brought, or of a dry run what it would bring.</summary>
/// <param name="Market">The market; its interval is that of the file where none was given.</param>
/// <param name="Rows">Candles in the file.</param>
/// <param name="Range">From the first open time to the last close.</param>
/// <param name="Merge">What was stored.</param>
/// <param name="Layout">What was recognised of the file.</param>
public sealed record CandleImportResult(Market Market, long Rows, TimeRange Range, CandleMergeResult Merge, RecognizedLayout Layout)
{
    /// <summary>What of the file's content told the symbol; null where it was given.</summary>
    public SymbolTeller? SymbolToldBy { get; init; }

    /// <summary>The run under which it is recorded; null when it changed nothing.</summary>
    public CandleRun? Run { get; init; }

    /// <summary>Until when it can be undone.</summary>
    public DateTimeOffset UndoableUntil { get; init; }

    /// <summary>
    /// The open time of the last candle: it may have been open when the file was made, which no file tells. The next backfill of the market
    /// asks for it again, and a repair does, where the exchange can be asked.
    /// </summary>
    public DateTimeOffset MayBeOpen { get; init; }

    private bool IsAskedAgain => ExchangeConnections.Has(Market.Exchange, Market.Interval);

    /// <summary>What somebody should know of the file, in sentences.</summary>
    public IReadOnlyList<string> Notes =>
    [
        .. Layout.Notes,
        .. Replaced is { } first ? [first.Describe(Merge.Replaced)] : Array.Empty<string>(),
        $"The last candle, of {MayBeOpen:yyyy-MM-dd HH:mm}Z, may have been open when the file was made; " + (IsAskedAgain
            ? "a backfill or a repair of that time asks the exchange for it again."
            : $"nobody can ask {Market.Exchange} for candles of {Market.Interval} again, so import it once more with a later file, or "
                + "leave it out."),
        .. AcceptedNotes(),
    ];

    /// <summary>The earliest stored candle that it replaces; null where it replaces none.</summary>
    public ReplacedCandle? Replaced { get; init; }

    /// <summary>What was taken of it although nothing bears it out; nothing unless that was to be accepted.</summary>
    public AcceptedOutliers Accepted { get; init; } = new();

    /// <summary>Candles that are missing between the first and the last.</summary>
    public long Missing { get; init; }

    /// <summary>How often the candles break off.</summary>
    public int Gaps { get; init; }

    /// <summary>The oldest candles.</summary>
    public IReadOnlyList<Candle> First { get; init; } = [];

    /// <summary>The newest candles, oldest first.</summary>
    public IReadOnlyList<Candle> Last { get; init; } = [];

    private IEnumerable<string> AcceptedNotes()
    {
        if (Accepted.Prices > 0)
        {
            yield return Accepted.Prices == 1
                ? "1 candle has prices that those around it do not bear out, and was accepted."
                : $"{Accepted.Prices:N0} candles have prices that those around them do not bear out, and were accepted.";
        }

        if (Accepted.Amounts > 0)
        {
            yield return Accepted.Amounts == 1
                ? "1 candle has a quote volume that contradicts its prices, and was accepted."
                : $"{Accepted.Amounts:N0} candles have a quote volume that contradicts their prices, and were accepted.";
        }

        if (Accepted.First is { } first)
        {
            yield return $"Accepted, first: {first}.";
        }
    }
}
