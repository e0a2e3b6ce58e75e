using Trad.Training.Validation.Statistics;

namespace Trad.Training.Validation.Backtests;

/// <summary>Returns day by day (UTC), from the equity at each day's end.</summary>
/// <param name="FirstDay">The number of the first day since 1970-01-01.</param>
/// <param name="Values">The return of each day, fractions; a day without a candle has 0.</param>
public sealed record DailyReturns(long FirstDay, double[] Values)
{
    /// <summary>Milliseconds of a day.</summary>
    public const long DayMs = 86_400_000;

    /// <summary>Days of a year: markets that never close.</summary>
    public const double DaysPerYear = 365;

    /// <summary>The end of a day.</summary>
    /// <param name="i">Its position.</param>
    public DateTimeOffset EndOf(int i) => DateTimeOffset.FromUnixTimeMilliseconds((FirstDay + i + 1) * DayMs);

    /// <summary>The return over all days, a fraction.</summary>
    public static double Total(ReadOnlySpan<double> returns)
    {
        var growth = 1.0;
        foreach (var each in returns)
        {
            growth *= 1 + each;
        }

        return growth - 1;
    }

    /// <summary>The Sharpe ratio per year; null when the returns do not vary.</summary>
    public static double? Sharpe(ReadOnlySpan<double> returns)
    {
        if (returns.Length < 2)
        {
            return null;
        }

        var (mean, squares) = ReturnSeries.Moments(returns);
        var deviation = Math.Sqrt(squares / (returns.Length - 1));
        return deviation > 1e-12 ? mean / deviation * Math.Sqrt(DaysPerYear) : null;
    }

    /// <summary>Growth per year, a fraction; null when nothing was left.</summary>
    public static double? Annualised(double total, int days) => total > -1 && days > 0 ? Math.Pow(1 + total, DaysPerYear / days) - 1 : null;

    /// <summary>The largest fall from a peak at a day's end, a fraction of the peak.</summary>
    public static double Drawdown(ReadOnlySpan<double> returns)
    {
        var (growth, peak, worst) = (1.0, 1.0, 0.0);
        foreach (var each in returns)
        {
            growth *= 1 + each;
            peak = Math.Max(peak, growth);
            worst = Math.Max(worst, 1 - (growth / peak));
        }

        return worst;
    }
}
