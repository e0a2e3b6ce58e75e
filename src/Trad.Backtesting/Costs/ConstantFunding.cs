namespace Trad.Backtesting.Costs;

/// <summary>The same rate every eight hours.</summary>
internal sealed class ConstantFunding : FundingSchedule
{
    private const long EightHours = 8 * 60 * 60 * 1000;

    private readonly double _rate;

    public ConstantFunding(double rate)
    {
        Check(rate);
        _rate = rate;
    }

    /// <inheritdoc/>
    public override double RateBetween(long after, long upTo) =>
        _rate * (Math.Floor((double)upTo / EightHours) - Math.Floor((double)after / EightHours));
}
