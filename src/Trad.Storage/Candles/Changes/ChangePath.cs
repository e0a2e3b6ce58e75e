using System.Globalization;
using System.Text.RegularExpressions;
using Trad.Candles;

namespace Trad.Storage.Candles.Changes;

/// <summary>
/// The blob names of recorded changes: <c>_changes/binance/BTCUSDT/5m/001764371162514-0f3a…/2025-06</c>, in the order of time. They
/// lie apart from the partitions, so that who lists those, here or with another program, does not meet them.
/// </summary>
internal static partial class ChangePath
{
    /// <summary>What the names of all recorded changes begin with.</summary>
    public const string Root = "_changes/";

    /// <summary>What the names of the changes of a market begin with.</summary>
    public static string Prefix(Market market) => $"{Root}{market.Exchange}/{market.Symbol}/{market.Interval.PathCode}/";

    /// <summary>The blob name of what a change did to a month.</summary>
    public static string Format(Market market, ChangeStamp stamp, Month month) => string.Create(
        CultureInfo.InvariantCulture, $"{Prefix(market)}{stamp.At.ToUnixTimeMilliseconds():D15}-{stamp.Id}/{month}");

    /// <summary>Reads a blob name; false for a blob that is no recorded change.</summary>
    public static bool TryParse(string name, out Market market, out Month month) =>
        PartitionPath.TryRead(Pattern().Match(name), out market, out month);

    [GeneratedRegex(
        @"\A_changes/(?<exchange>[^/]+)/(?<symbol>[^/]+)/(?<interval>[^/]+)/[0-9]{15}-[0-9a-f]{32}/(?<year>[1-9][0-9]{3})-(?<month>0[1-9]|1[0-2])\z",
        RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture)]
    private static partial Regex Pattern();
}
