using Trad.Candles;

namespace Trad.Formats.Candles;

/// <summary>What was taken of a file although the candles around it, or its prices, do not bear it out.</summary>
public sealed class AcceptedOutliers
{
    // Only whether a candle at the end of a month was counted is asked for, and that of a file that is not all wrong.
    private const int MostKept = 100_000;

    private readonly HashSet<long> _prices = [];
    private long _morePrices;

    /// <summary>Candles with prices that their neighbours do not bear out.</summary>
    public long Prices => _prices.Count + _morePrices;

    /// <summary>Candles whose amounts contradict their prices.</summary>
    public long Amounts { get; set; }

    /// <summary>The first of them, with its place and in words; null where there is none.</summary>
    public string? First { get; private set; }

    /// <summary>Counts a candle with such a price, once.</summary>
    /// <param name="time">Its open time.</param>
    /// <param name="description">What is said of it.</param>
    public void AddPrice(long time, string description)
    {
        First ??= description;
        if (_prices.Count < MostKept)
        {
            _prices.Add(time);
        }
        else
        {
            _morePrices++;
        }
    }

    /// <summary>Counts the candles of a month whose neighbours do not bear them out.</summary>
    /// <param name="month">The month.</param>
    /// <param name="describe">Says of the one at a position, and what is wrong with it, all that is to be said.</param>
    public void AddPrices(CandleSeries month, Func<int, string, string> describe)
    {
        foreach (var (position, first, outlier) in PriceOutliers.FindAll(month))
        {
            AddPrice(month.OpenTime[position], describe(first, outlier));
        }
    }

    /// <summary>Notes what is said of something else than a price.</summary>
    public void Describe(string description) => First ??= description;
}
