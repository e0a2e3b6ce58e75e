using Trad.Candles;
using Trad.Training.Requests;

namespace Trad.Training.Data;

/// <summary>Whether published funding rates reach over the candles of a job: outside them nothing is paid.</summary>
public static class FundingCoverage
{
    // Exchanges pay every eight hours at the most seldom.
    private static readonly TimeSpan Usual = TimeSpan.FromHours(8);

    /// <summary>What a person should know; nothing when the rates reach over the range.</summary>
    /// <param name="costs">What trading costs.</param>
    /// <param name="from">The first candle of the range.</param>
    /// <param name="to">The end of the range.</param>
    public static IReadOnlyList<string> Find(CostRequest? costs, DateTimeOffset from, DateTimeOffset to)
    {
        if (costs?.FundingRates is not { Count: > 0 } payments)
        {
            return [];
        }

        var (first, last) = (payments[0].Time!.Value, payments[^1].Time!.Value);
        return first <= from + Usual && last >= to - Usual
            ? []
            : [$"costs.fundingRates goes from {Text(first)} to {Text(last)}, the candles from {Text(from)} to {Text(to)}: what is held outside of the payments pays nothing."];
    }

    private static string Text(DateTimeOffset time) => Timestamp.Format(time.ToUnixTimeMilliseconds());
}
