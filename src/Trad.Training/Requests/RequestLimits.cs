using Trad.Training.Strategies;

namespace Trad.Training.Requests;

/// <summary>How large the numbers and texts of a training request may be; its rules check them and its description tells them.</summary>
public static class RequestLimits
{
    /// <summary>The highest number of a version of a strategy.</summary>
    public const int HighestStrategyVersion = PinnedStrategy.HighestVersion;

    /// <summary>Digits of a SHA-256 as it is written, hexadecimal.</summary>
    public const int HashLength = 64;

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

    /// <summary>
    /// The smallest number that is not 0: nothing that is traded, paid or searched is nearer to it, and what computes with less meets
    /// the ends of floating point.
    /// </summary>
    public const double SmallestNumber = 1e-12;

    /// <summary>The largest number of a metric, either way: more than the most capital a thousandfold.</summary>
    public const double LargestMetric = 1e15;

    /// <summary>The largest number that any parameter of a strategy takes; the lowest is 0.</summary>
    public const double LargestParameter = 10_000;

    /// <summary>The shortest look-back, in days: a minute and a half.</summary>
    public const double ShortestLookbackDays = 0.001;

    /// <summary>The longest look-back, in days: ten years.</summary>
    public const double LongestLookbackDays = 3660;

    /// <summary>The longest look-back, in candles.</summary>
    public const int MostLookbackCandles = 10_000_000;

    /// <summary>The longest hole, in hours, that a position can be held across: ten years.</summary>
    public const double LongestGapHours = 87_600;

    /// <summary>The largest jump across a gap that can be allowed, a fraction: a thousandfold price.</summary>
    public const double LargestGapJump = 1_000;

    /// <summary>The smallest share that can be held out, beside none at all: of the fewest candles it is one.</summary>
    public const double SmallestHoldOut = 0.01;

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

    /// <summary>The most slippage in average true ranges; twice as much, which a validation tries, the engine takes as well.</summary>
    public const double HighestAtrSlippage = 5;

    /// <summary>Most payments of a published funding series: three and a half years of three a day.</summary>
    public const int MostFundingRates = 4_000;

    /// <summary>The smallest distance of a stop or a target, a fraction of the price: a tenth of the usual tick of a large coin.</summary>
    public const double SmallestDistance = 0.00001;

    /// <summary>The largest distance of a stop or a target, a fraction of the price.</summary>
    public const double LargestDistance = 0.99;

    /// <summary>The smallest gain, in stop distances, after which a stop moves.</summary>
    public const double SmallestReward = 0.01;

    /// <summary>The largest gain, in stop distances, after which a stop moves.</summary>
    public const double LargestReward = 1_000;

    /// <summary>The longest holding, in candles.</summary>
    public const int LongestHolding = 10_000_000;

    /// <summary>The least cash that an account begins with, in the quote currency.</summary>
    public const double LeastCapital = 0.001;

    /// <summary>The most cash that an account begins with, in the quote currency.</summary>
    public const double MostCapital = 1e12;

    /// <summary>The highest leverage.</summary>
    public const double HighestLeverage = 125;

    /// <summary>The largest tick, lot, size or notional that an exchange can ask for.</summary>
    public const double LargestFilter = 1e9;

    /// <summary>The fewest candles that tell a volatility.</summary>
    public const int FewestVolatilityCandles = 2;

    /// <summary>The most candles that tell a volatility.</summary>
    public const int MostVolatilityCandles = 10_000;

    /// <summary>The smallest value of any sizing: a hundredth of a thousandth of the equity.</summary>
    public const double SmallestSizingValue = 0.00001;

    /// <summary>The largest value of any sizing: a yearly volatility of 1,000 %.</summary>
    public const double LargestSizingValue = 10;
}
