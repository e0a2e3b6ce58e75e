namespace Trad.Training.Requests;

/// <summary>How large the numbers and texts of a training request may be; its rules check them and its description tells them.</summary>
public static class RequestLimits
{
    /// <summary>Most trials of one job.</summary>
    public const int MostTrials = 10_000;

    /// <summary>Most trials of one round.</summary>
    public const int LargestBatch = 64;

    /// <summary>Most characters of a name.</summary>
    public const int LongestName = 100;

    /// <summary>The highest priority; the lowest is its negative.</summary>
    public const int HighestPriority = 10;

    /// <summary>The shortest time limit, in seconds.</summary>
    public const double ShortestTimeLimitSeconds = 0.1;

    /// <summary>The longest time limit, in seconds: a week.</summary>
    public const double LongestTimeLimitSeconds = 7 * 86_400;

    /// <summary>The longest look-back, in days: ten years.</summary>
    public const double LongestLookbackDays = 3660;

    /// <summary>The longest look-back, in candles.</summary>
    public const int MostLookbackCandles = 10_000_000;

    /// <summary>The longest hole, in hours, that a position can be held across: ten years.</summary>
    public const double LongestGapHours = 87_600;

    /// <summary>The largest jump across a gap that can be allowed, a fraction: a thousandfold price.</summary>
    public const double LargestGapJump = 1_000;

    /// <summary>The largest share that can be held out.</summary>
    public const double LargestHoldOut = 0.5;

    /// <summary>Most trades that a trial can be asked for.</summary>
    public const int MostMinimumTrades = 1_000_000;

    /// <summary>Most repetitions of a search with other seeds.</summary>
    public const int MostRepeatedSearches = 20;

    /// <summary>Most other symbols that a winner is tried on.</summary>
    public const int MostOtherSymbols = 20;

    /// <summary>The highest fee, slippage or spread, a fraction.</summary>
    public const double HighestRate = 0.1;

    /// <summary>The highest minimum fee, in the quote currency.</summary>
    public const double HighestMinimumFee = 1_000;

    /// <summary>The largest value of any sizing: a yearly volatility of 1,000 %.</summary>
    public const double LargestSizingValue = 10;
}
