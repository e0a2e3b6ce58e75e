namespace Trad.Backtesting.Costs;

/// <summary>
/// Funding of a perpetual: at certain moments a long position pays the rate times its notional to the shorts, or is
/// paid when the rate is negative.
/// </summary>
public abstract class FundingSchedule
{
    /// <summary>The same rate every eight hours, at 00:00, 08:00 and 16:00 UTC.</summary>
    /// <param name="rate">A fraction of the notional, for example 0.0001.</param>
    /// <exception cref="ArgumentException">The rate is not between −1 and 1.</exception>
    public static FundingSchedule Constant(double rate) => new ConstantFunding(rate);

    /// <summary>Rates as the exchange published them.</summary>
    /// <param name="times">Moments of payment, epoch milliseconds UTC, increasing.</param>
    /// <param name="rates">Fractions of the notional, one per moment.</param>
    /// <exception cref="ArgumentException">The lengths differ, a time does not increase, or a rate is not between −1 and 1.</exception>
    public static FundingSchedule Series(IReadOnlyList<long> times, IReadOnlyList<double> rates) => new FundingSeries(times, rates);

    /// <summary>The sum of the rates due after one moment and up to another, both epoch milliseconds UTC.</summary>
    public abstract double RateBetween(long after, long upTo);

    private protected static void Check(double rate)
    {
        if (!(Math.Abs(rate) < 1))
        {
            throw new ArgumentException($"The funding rate is {rate}; allowed is a fraction between -1 and 1.");
        }
    }
}
