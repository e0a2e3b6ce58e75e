using System.ComponentModel.DataAnnotations;
using Trad.Candles;

namespace Trad.Functions.Backfills;

/// <summary>What the timer keeps up to date; settings under <c>Trad:Backfill</c>.</summary>
public sealed class BackfillOptions : IValidatableObject
{
    /// <summary>
    /// The markets, each as <c>exchange/symbol/interval</c>, for example <c>binance/BTCUSDT/5m</c>. <value>By default there are
    /// none.</value>
    /// </summary>
    public IList<string> Markets { get; } = [];

    /// <summary>How many days back the timer wants candles. <value>The default is 90.</value></summary>
    [Range(1, 3650)]
    public int Days { get; set; } = 90;

    /// <summary>How many days the summaries of backfill runs are kept. <value>The default is 30.</value></summary>
    [Range(1, 3650)]
    public int KeepRunsDays { get; set; } = 30;

    /// <summary>
    /// What the timer wants at a moment: candles that opened in the last <see cref="Days"/>, and the newest that is closed, also where
    /// that is a week or a month which opened before.
    /// </summary>
    internal TimeRange RangeOf(Interval interval, DateTimeOffset now)
    {
        var end = now.ToUnixTimeMilliseconds();
        return new TimeRange(Math.Min(now.AddDays(-Days).ToUnixTimeMilliseconds(), interval.Shift(interval.OpenOf(end), -1)), end);
    }

    /// <summary>The markets, read.</summary>
    /// <exception cref="FormatException">One has another form; the message says which.</exception>
    internal IEnumerable<Market> ToMarkets() => Markets.Select(ParseMarket);

    /// <summary>Reads <c>exchange/symbol/interval</c>.</summary>
    /// <exception cref="FormatException">The text has another form; the message says which.</exception>
    internal static Market ParseMarket(string text) => TryParseMarket(text) ?? throw new FormatException(Refusal(text));

    /// <summary>Refuses markets that the timer could not read: the host does not start with them.</summary>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext) =>
        Markets.Where(text => TryParseMarket(text) is null).Select(text => new ValidationResult(Refusal(text), [nameof(Markets)]));

    private static Market? TryParseMarket(string text)
    {
        // A symbol may be written with a slash of its own: the first and the last one count.
        var (first, last) = (text.IndexOf('/'), text.LastIndexOf('/'));
        return first < last && text[..first] is var exchange && Market.IsExchange(exchange)
            && SymbolName.TryRead(exchange, text[(first + 1)..last], out var symbol, out _)
            && Interval.TryParse(text[(last + 1)..], out var interval)
            ? new Market(exchange, symbol, interval)
            : null;
    }

    private static string Refusal(string text) =>
        $"Trad:Backfill:Markets holds '{text}'; allowed is exchange/symbol/interval, for example binance/BTCUSDT/5m.";
}
