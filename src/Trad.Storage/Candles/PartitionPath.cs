using System.Globalization;
using System.Text.RegularExpressions;
using Trad.Candles;

namespace Trad.Storage.Candles;

/// <summary>
/// The blob names of candle partitions, in the hive layout that DuckDB, pandas and Polars read without help:
/// <c>exchange=binance/symbol=BTCUSDT/interval=5m/year=2025/month=06/candles.parquet</c>. Months of candles are of <c>interval=1mo</c>,
/// which a copy on a file system that takes capital and small letters for one does not mix with minutes.
/// </summary>
internal static partial class PartitionPath
{
    /// <summary>What the names of all that is stored of candles begin with.</summary>
    public const string Root = "exchange=";

    private const string PendingName = "_commit";

    /// <summary>What all partitions of a market begin with.</summary>
    public static string Prefix(Market market) =>
        $"{Root}{market.Exchange}/symbol={market.Symbol}/interval={market.Interval.PathCode}/";

    /// <summary>The blob name of one month of a market.</summary>
    public static string Format(Market market, Month month) => string.Create(
        CultureInfo.InvariantCulture, $"{Prefix(market)}year={month.Year:D4}/month={month.Number:D2}/candles.parquet");

    /// <summary>
    /// The blob name of what has been committed to a market and is not yet in its partitions. Programs that read hive layouts pass
    /// over names that begin so, and this one does not end like a Parquet file either.
    /// </summary>
    public static string Pending(Market market) => Prefix(market) + PendingName;

    /// <summary>Reads the name of a pending commit; false for another blob.</summary>
    public static bool TryParsePending(string name, out Market market)
    {
        market = null!;
        return name.EndsWith('/' + PendingName, StringComparison.Ordinal)
            && TryParse($"{name[..^PendingName.Length]}year=2000/month=01/candles.parquet", out market, out _);
    }

    /// <summary>Reads a blob name; false for a blob that is no partition.</summary>
    public static bool TryParse(string name, out Market market, out Month month) => TryRead(Pattern().Match(name), out market, out month);

    /// <summary>The market and month that the groups of a match name; false without a match, and for names that none can have.</summary>
    internal static bool TryRead(Match match, out Market market, out Month month)
    {
        market = null!;
        month = default;
        if (!match.Success
            || !Interval.TryParsePathCode(match.Groups["interval"].Value, out var interval)
            || !Market.IsExchange(match.Groups["exchange"].Value)
            || !Market.IsSymbol(match.Groups["symbol"].Value))
        {
            return false;
        }

        market = new Market(match.Groups["exchange"].Value, match.Groups["symbol"].Value, interval);
        month = new Month(
            int.Parse(match.Groups["year"].ValueSpan, CultureInfo.InvariantCulture),
            int.Parse(match.Groups["month"].ValueSpan, CultureInfo.InvariantCulture));
        return true;
    }

    [GeneratedRegex(
        @"\Aexchange=(?<exchange>[^/]+)/symbol=(?<symbol>[^/]+)/interval=(?<interval>[^/]+)/year=(?<year>[1-9][0-9]{3})/month=(?<month>0[1-9]|1[0-2])/candles\.parquet\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
