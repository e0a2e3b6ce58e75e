using Trad.Candles;

namespace Trad.Backtesting.Costs;

/// <summary>Published rates.</summary>
internal sealed class FundingSeries : FundingSchedule
{
    private readonly long[] _times;
    private readonly double[] _rates;

    public FundingSeries(IReadOnlyList<long> times, IReadOnlyList<double> rates)
    {
        if (times.Count != rates.Count)
        {
            throw new ArgumentException($"There are {times.Count} funding times and {rates.Count} rates; allowed is one rate per time.");
        }

        for (var i = 0; i < times.Count; i++)
        {
            Check(rates[i]);
            if (i > 0 && times[i] <= times[i - 1])
            {
                throw new ArgumentException(
                    $"Funding times must increase: {Timestamp.Format(times[i])} follows {Timestamp.Format(times[i - 1])}.");
            }
        }

        _times = [.. times];
        _rates = [.. rates];
    }

    /// <inheritdoc/>
    public override double RateBetween(long after, long upTo)
    {
        var sum = 0.0;
        for (var i = FirstAfter(after); i < _times.Length && _times[i] <= upTo; i++)
        {
            sum += _rates[i];
        }

        return sum;
    }

    private int FirstAfter(long time)
    {
        var found = Array.BinarySearch(_times, time);
        return found >= 0 ? found + 1 : ~found;
    }
}
