using Trad.Candles.Gaps;

namespace Trad.Candles.Quality;

/// <summary>What is remarkable about stored candles that break no rule.</summary>
/// <param name="Rows">Candles.</param>
/// <param name="ExpectedRows">Candles that the range should hold.</param>
/// <param name="Gaps">Spans without candles.</param>
/// <param name="ZeroVolumeRuns">Runs of at least <see cref="ShortestRun"/> candles without any trade.</param>
/// <param name="Outliers">Candles whose close moved further than <see cref="OutlierThreshold"/> robust standard deviations.</param>
public sealed record CandleQuality(long Rows, long ExpectedRows, IReadOnlyList<TimeRange> Gaps, int ZeroVolumeRuns, int Outliers)
{
    /// <summary>Most gaps of a month whose prices are told: those with the largest jumps.</summary>
    public const int MostOutages = 100;

    /// <summary>How many candles without volume in a row are remarkable.</summary>
    public const int ShortestRun = 3;

    /// <summary>
    /// Robust standard deviations (1.4826 × the median absolute deviation of the logarithmic returns) beyond which a move is an
    /// outlier. Returns of five minutes have heavy tails: tens of deviations are crashes, hundreds are wrong prices, 30 shows both.
    /// </summary>
    public const double OutlierThreshold = 30;

    /// <summary>
    /// The gaps between two of the candles with what the price did across them, oldest first; of more than <see cref="MostOutages"/>
    /// those with the largest jumps.
    /// </summary>
    public IReadOnlyList<Outage> Outages { get; init; } = [];

    /// <summary>What a gap to earlier or later candles has to be measured by; null without a candle.</summary>
    public PriceEdges? Edges { get; init; }

    /// <summary>Looks at the candles of a range.</summary>
    public static CandleQuality Measure(CandleSeries candles, TimeRange range) => new(
        candles.Count,
        range.CountCandles(candles.Interval),
        CandleGaps.Find(candles.OpenTime, candles.Interval, range),
        CountZeroVolumeRuns(candles.Volume),
        CountOutliers(candles.Close))
    {
        Outages = Trad.Candles.Gaps.Outages.Furthest(Trad.Candles.Gaps.Outages.Find(candles), MostOutages),
        Edges = candles.Count == 0 ? null : new PriceEdges(candles.Open[0], candles.Close[^1], PriceMoves.Usual(candles)),
    };

    private static int CountZeroVolumeRuns(ReadOnlySpan<double> volume)
    {
        int runs = 0, length = 0;
        foreach (var amount in volume)
        {
            length = amount == 0 ? length + 1 : 0;
            runs += length == ShortestRun ? 1 : 0;
        }

        return runs;
    }

    private static int CountOutliers(ReadOnlySpan<double> close)
    {
        if (close.Length < 3)
        {
            return 0;
        }

        var returns = new double[close.Length - 1];
        for (var i = 0; i < returns.Length; i++)
        {
            returns[i] = Math.Log(close[i + 1] / close[i]);
        }

        var median = Median.Compute((double[])returns.Clone());
        var limit = OutlierThreshold * Median.NormalConsistency
            * Median.Compute(Array.ConvertAll(returns, value => Math.Abs(value - median)));
        return limit == 0 ? 0 : returns.Count(value => Math.Abs(value - median) > limit);
    }
}

/// <summary>The prices at the ends of some candles.</summary>
/// <param name="FirstOpen">The first price of the oldest.</param>
/// <param name="LastClose">The last price of the newest.</param>
/// <param name="UsualMove">The usual move of one candle, <see cref="PriceMoves.Usual"/>.</param>
public sealed record PriceEdges(double FirstOpen, double LastClose, double UsualMove);
