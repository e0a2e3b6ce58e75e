using System.Globalization;
using Trad.Candles;
using Trad.Candles.Gaps;

namespace Trad.Training.Data;

/// <summary>What a person should know about the candles of a job.</summary>
internal static class DataWarnings
{
    // A move across a gap from which on it is named: more than the candles of a calm day.
    private const double RemarkableJump = 0.05;

    /// <summary>The warnings about the candles of one symbol.</summary>
    public static IReadOnlyList<string> Collect(DataSnapshot snapshot, SymbolCandles symbol, CandleSplit split)
    {
        var warnings = new List<string>();
        void Warn(FormattableString text) => warnings.Add($"{snapshot.Symbol}: {text.ToString(CultureInfo.InvariantCulture)}");

        var stored = snapshot.From.ToUnixTimeMilliseconds();
        if (stored > snapshot.Interval.OpenAtOrAfter(symbol.Counting.Start))
        {
            Warn(
                $"the range begins at {Timestamp.Format(symbol.Counting.Start)}, but the oldest candle stored in it opens at {Timestamp.Format(stored)}; {snapshot.Candles} candles count, {snapshot.HoldOutCandles} of them held out.");
        }

        if (snapshot.MissingCandles > snapshot.FilledCandles)
        {
            var furthest = symbol.Outages.MaxBy(each => Math.Abs(each.Jump)) is { } gap
                ? FormattableString.Invariant(
                    $", across which the price moves by {gap.Jump:+0.##%;-0.##%;0%} at most ({gap.MissingCandles} candles from {Timestamp.Format(gap.From.ToUnixTimeMilliseconds())})")
                : "";
            Warn(
                $"{snapshot.MissingCandles - snapshot.FilledCandles} candles are missing inside the range; the backtest passes over the gaps{furthest}.");
        }

        if (snapshot.LongGaps > 0)
        {
            var hours = snapshot.LongestGap().TotalHours;
            var then = snapshot.GapPolicy == GapPolicy.Skip
                ? "and indicators go on behind it as if nothing were missing"
                : "and the strategy begins anew behind it";
            Warn(
                $"{(snapshot.LongGaps == 1 ? "a hole is" : $"{snapshot.LongGaps} holes are")} longer than {hours:0.##} hours: positions are closed before it, {then}.");
        }

        if (snapshot.FilledCandles > 0)
        {
            Warn($"{snapshot.FilledCandles} missing candles were filled with the last close.");
        }

        if (LargestJump(symbol) is { } outage && Math.Abs(outage.Jump) >= RemarkableJump)
        {
            Warn(
                $"the price moves by {outage.Jump:+0.#%;-0.#%} across the gap of {outage.MissingCandles} candles from {Timestamp.Format(outage.From.ToUnixTimeMilliseconds())} to {Timestamp.Format(outage.To.ToUnixTimeMilliseconds())}; what is earned there nobody may have been able to trade.");
        }

        var usable = symbol.Candles.Count - symbol.TradeFrom;
        if (split.HoldOutFrom is not null && 2 * snapshot.HoldOutCandles < split.Share * usable)
        {
            Warn(
                $"only {snapshot.HoldOutCandles} of {usable} candles are held out: the hold-out begins where that of the symbol with the fewest candles does.");
        }

        if (snapshot is { IntrabarPath: true, FinerInterval: null })
        {
            Warn($"no candles of a shorter interval are stored; within a candle the stop is taken to be first.");
        }

        return warnings;
    }

    /// <summary>The gap, of those that positions are held across, over which the price moved furthest; null without such a gap.</summary>
    private static Outage? LargestJump(SymbolCandles symbol) => symbol.Outages
        .Where(outage => outage.To - outage.From <= symbol.Selection.LongestGap)
        .MaxBy(outage => Math.Abs(outage.Jump));
}
