using System.Text.RegularExpressions;

namespace Trad.Formats.Candles.Times;

/// <summary>
/// Names that say that the times under them are those at which candles close: words of times alone, of which one is that of an end, as in
/// <c>candle_close_time</c>, <c>timestamp_close</c>, <c>bar_end</c> or <c>period ending</c>.
/// </summary>
internal static partial class ClosingTimeName
{
    // What may be a price as well, as close, last and bar close, must say that it is a time.
    private static readonly string[] Times =
        ["time", "date", "stamp", "epoch", "unix", "end", "closets", "tsclose", "closeat", "closedat"];

    /// <summary>Whether a normalised name is such a name.</summary>
    public static bool Is(string normalized) =>
        Array.Exists(Times, word => normalized.Contains(word, StringComparison.Ordinal)) && Words().IsMatch(normalized);

    [GeneratedRegex(
        """
        \A(candle|bar|kline|period|window|bucket|interval|day|week|month|hour|minute|of|the|at|on|time|date|stamp|epoch|unix|ts|utc|gmt|ms|sec)*
        (closing|closed|close|ending|ended|end|last)
        (candle|bar|kline|period|window|bucket|interval|day|week|month|hour|minute|of|the|at|on|time|date|stamp|epoch|unix|ts|utc|gmt|ms|sec)*\z
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Words();
}
