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

    /// <summary>Notes what is said of something else than a price.</summary>
    public void Describe(string description) => First ??= description;
}
