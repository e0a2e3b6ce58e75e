using System.Globalization;
using Trad.Candles;
using Trad.Training.Requests;

namespace Trad.Training.Data;

/// <summary>Whether the steps of an exchange fit the prices that are traded on.</summary>
public static class FilterFit
{
    // Coarser ticks than that make prices that were never there: fills, stops and targets meet on a few steps.
    private const double CoarsestTick = 0.1;
    private const double CoarsestUsualTick = 0.01;

    /// <summary>Whether a request has filters that only some prices fit.</summary>
    public static bool DependsOnPrices(TrainingRequest request) =>
        request.Filters is { } filters && (filters.TickSize > 0 || filters.LotSize > 0 || filters.MinimumSize > 0);

    /// <summary>The filter with which nothing could be traded, and why; null when there is none.</summary>
    /// <param name="request">The request, complete.</param>
    /// <param name="candles">The candles of its symbol.</param>
    public static (string Field, string Message)? FindFault(TrainingRequest request, CandleSeries candles)
    {
        if (request.Filters is not { } filters || candles.Count == 0)
        {
            return null;
        }

        var (lowest, highest) = Closes(candles);
        if (filters.TickSize is { } tick && tick > CoarsestTick * highest)
        {
            return ("filters.tickSize", string.Create(
                CultureInfo.InvariantCulture,
                $"is {tick}, but the closes go from {lowest} to {highest}; allowed is at most a tenth of the highest, {CoarsestTick * highest:0.########}"));
        }

        var buys = LargestNotional.Compute(request);
        foreach (var (field, size) in new[] { ("filters.lotSize", filters.LotSize), ("filters.minimumSize", filters.MinimumSize) })
        {
            if (size * lowest > buys)
            {
                return (field, string.Create(
                    CultureInfo.InvariantCulture,
                    $"is {size}, which costs {size * lowest:0.########} at the lowest close, {lowest}, but a position is worth at most {buys} and could never be entered; allowed is at most {buys / lowest:0.########}"));
            }
        }

        return null;
    }

    /// <summary>What is suspicious about the filters of a request, in words.</summary>
    /// <param name="request">The request, complete.</param>
    /// <param name="candles">The candles of its symbol.</param>
    /// <exception cref="TrainingException">Nothing could be traded with them.</exception>
    public static IReadOnlyList<string> Find(TrainingRequest request, CandleSeries candles)
    {
        if (FindFault(request, candles) is var (field, fault))
        {
            throw new TrainingException($"{field} {fault}.") { Field = field };
        }

        if (request.Filters is not { } filters || candles.Count == 0)
        {
            return [];
        }

        var lowest = Closes(candles).Lowest;
        return filters.TickSize > CoarsestUsualTick * lowest
            ? [string.Create(
                CultureInfo.InvariantCulture,
                $"filters.tickSize is {filters.TickSize}, {filters.TickSize / lowest:0.##%} of the lowest close, {lowest}: fills are rounded that far against the trader. Usual is less than 0.1 %.")]
            : [];
    }

    private static (double Lowest, double Highest) Closes(CandleSeries candles)
    {
        var (lowest, highest) = (double.PositiveInfinity, 0.0);
        foreach (var close in candles.Close)
        {
            (lowest, highest) = (Math.Min(lowest, close), Math.Max(highest, close));
        }

        return (lowest, highest);
    }
}
