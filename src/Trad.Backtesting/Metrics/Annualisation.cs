using Trad.Candles;

namespace Trad.Backtesting.Metrics;

/// <summary>How figures of a backtest become figures of a year of 365 days.</summary>
public static class Annualisation
{
    private const double MillisecondsPerYear = 365.0 * 86_400_000;

    /// <summary>
    /// The length from which a return per year is told: 90 days. A return is raised to the power of years, so that of a week
    /// becomes its 52nd power; deviations and ratios of means to them grow with the root only and are told for any length.
    /// </summary>
    public static TimeSpan ShortestSpan { get; } = TimeSpan.FromDays(90);

    /// <summary>
    /// Candles per year as they are there: their number over the time from the first open to the last close. Time without
    /// candles is time in which nothing was earned; without holes it is the number that fits into a year, of calendar months 12.
    /// </summary>
    /// <param name="candles">Their number.</param>
    /// <param name="interval">Their interval.</param>
    /// <param name="time">From the first open to the last close.</param>
    internal static double CandlesPerYear(int candles, Interval interval, TimeRange time) =>
        time.End == interval.Shift(time.Start, candles)
            ? interval.CandlesPerYear
            : candles * (MillisecondsPerYear / time.Milliseconds);
}
