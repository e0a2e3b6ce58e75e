using System.Globalization;
using Trad.Candles;

namespace Trad.Formats.Candles;

/// <summary>
/// Finds prices that their neighbours do not bear out: a digit too many, a decimal point lost, a placeholder among prices. Crashes pass,
/// since the candles behind them stay where they led to; only what comes back at once, or leaps from one candle to the next one by a
/// factor that no market moves in the time, is told.
/// </summary>
/// <remarks>
/// A candle is told when its high or its low differs by more than <see cref="Factor"/> from the median close of the five candles
/// before it and also from that of the five behind it, or when its open does so from the close of the candle before it. At the
/// ends, where one side is missing, leaps count alone. Across missing candles the factor grows, <see cref="Bound"/>. Up to twelve
/// candles in a row whose decimal point stands elsewhere are told as one, <see cref="DecimalRuns"/>; a leap to prices that stay is a split
/// where trading paused, <see cref="PriceSplits"/>. The worst five minutes of bitcoin of 12 March 2020 moved by 1.2, the worst day by 1.8;
/// a median of neighbours is the usual robust centre (Hampel, 1974, The influence curve and its role in robust estimation).
/// MathNet's counterpart is <c>ArrayStatistics.MedianInplace</c>: it takes an array of its own for each candle, where five values on the
/// stack do, and the file formats know no mathematics. Of an even number, at the ends of a month, the upper middle is taken.
/// </remarks>
public static class PriceOutliers
{
    /// <summary>How many candles on either side are looked at.</summary>
    public const int Neighbours = 5;

    private const long Day = 86_400_000;
    private const double FirstPowerOfTen = 10 / DecimalRuns.Near;

    // Five standard deviations of a coin that moves by 4.4 % a day.
    private const double SpreadPerRootDay = 0.22;

    /// <summary>The factor beyond which a price is told: 3, and 10 for candles of a day and longer, in which new coins multiply.</summary>
    public static double Factor(Interval interval) => interval.Milliseconds < Day ? 3 : 10;

    /// <summary>
    /// The factor beyond which a price is told across a time without candles: it grows with the square root of the time, as a random
    /// walk spreads; for short candles it is 3.7 after a day, 10 after a month and 200 after a year.
    /// </summary>
    /// <param name="interval">The candles' interval.</param>
    /// <param name="missing">The time, milliseconds; none and less are none.</param>
    public static double Bound(Interval interval, long missing) => missing <= 0
        ? Factor(interval)
        : Factor(interval) * Math.Exp(SpreadPerRootDay * Math.Sqrt((double)missing / Day));

    /// <summary>The first candle whose prices its neighbours do not bear out, or -1.</summary>
    /// <param name="candles">Candles in order of time.</param>
    /// <param name="defect">What is wrong with it, in words.</param>
    public static int Find(CandleSeries candles, out string? defect) => Find(candles, 0, out defect);

    /// <summary>The first candle from a position on whose prices its neighbours do not bear out, or -1.</summary>
    /// <param name="candles">Candles in order of time.</param>
    /// <param name="from">The position; those before are neighbours.</param>
    /// <param name="defect">What is wrong with it, in words.</param>
    public static int Find(CandleSeries candles, int from, out string? defect) => Find(candles, from, out defect, out _);

    /// <summary>
    /// All candles whose prices their neighbours do not bear out, in order, each with the first of its run and what is wrong with that.
    /// </summary>
    /// <param name="candles">Candles in order of time.</param>
    public static IEnumerable<(int Position, int First, string Defect)> FindAll(CandleSeries candles)
    {
        // What follows a wrong price is compared with the last one that is none.
        var (sound, told) = (-1, 0);
        for (var first = Find(candles, 0, sound, out var defect, out var length); first >= 0;
            first = Find(candles, first + length, sound, out defect, out length))
        {
            sound = first == told ? sound : first - 1;
            told = first + length;
            for (var i = first; i < first + length; i++)
            {
                yield return (i, first, defect!);
            }
        }
    }

    /// <summary>The first candle from a position on whose prices its neighbours do not bear out, or -1.</summary>
    /// <param name="candles">Candles in order of time.</param>
    /// <param name="from">The position; those before are neighbours.</param>
    /// <param name="defect">What is wrong with it, in words.</param>
    /// <param name="length">How many candles from it on are wrong in the same way.</param>
    public static int Find(CandleSeries candles, int from, out string? defect, out int length) =>
        Find(candles, from, from - 1, out defect, out length);

    // The candle at 'from' goes on from the one at 'sound', each other from the one before it.
    private static int Find(CandleSeries candles, int from, int sound, out string? defect, out int length)
    {
        // Ten times a price is less than ten times one that was higher.
        var factor = Math.Min(Factor(candles.Interval), FirstPowerOfTen);
        var open = candles.Open;
        var high = candles.High;
        var low = candles.Low;
        var close = candles.Close;
        for (var i = from; i < candles.Count; i++)
        {
            // What lies near the candle before is no outlier unless that was: the medians are needed for few.
            var previous = i == from ? sound : i - 1;
            if (previous >= 0 && IsNear(high[i], close[previous], factor) && IsNear(low[i], close[previous], factor))
            {
                continue;
            }

            length = DecimalRuns.LengthAt(candles, i, out var ofRun);
            if (length > 1)
            {
                defect = ofRun;
                return i;
            }

            length = 1;
            var before = Median(close, i - Neighbours, i);
            var after = Median(close, i + 1, i + 1 + Neighbours);
            var boundBefore = Bound(candles.Interval, Missing(candles, Math.Max(0, i - Neighbours), i));
            var boundAfter = Bound(candles.Interval, Missing(candles, i, Math.Min(candles.Count - 1, i + Neighbours)));
            foreach (var (name, price) in (ReadOnlySpan<(string, double)>)[("high", high[i]), ("low", low[i])])
            {
                if (IsFar(price, before, boundBefore) && IsFar(price, after, boundAfter)
                    && (HasBothSides(before, after) || IsLeftAt(candles, i)))
                {
                    var usual = double.IsNaN(before) ? after : before;
                    var bound = double.IsNaN(before) ? boundAfter : boundBefore;
                    defect = $"{name} {price:R} is {Times(price, usual)} the {usual:R} of the candles around it; "
                        + $"more than {Limit(bound)} times is taken for a wrong price";
                    return i;
                }
            }

            var missing = previous < 0 ? 0 : Missing(candles, previous, i);
            var leap = Bound(candles.Interval, missing);
            if (previous >= 0 && !IsNear(open[i], close[previous], leap) && !PriceSplits.IsAt(candles, i))
            {
                defect = $"open {open[i]:R} is {Times(open[i], close[previous])} the close {close[previous]:R} of the candle "
                    + $"{(missing > 0 ? $"before it, {CandleSpacing.Describe(missing)} earlier" : "right before it")}; "
                    + $"more than {Limit(leap)} times is taken for a wrong price";
                return i;
            }

            if ((ofRun ?? DecimalRuns.FindIn(candles, i)) is { } decimals)
            {
                defect = decimals;
                return i;
            }
        }

        (defect, length) = (null, 0);
        return -1;
    }

    private static bool HasBothSides(double before, double after) => !double.IsNaN(before) && !double.IsNaN(after);

    // The first price of a listing is often far from those that follow, and a crash may go on where the candles end: at an end only the
    // first candle is told, and only when the second does not go on from it, and when prices do not come back to it.
    private static bool IsLeftAt(CandleSeries candles, int at) => at == 0 && candles.Count > 1
        && !IsNear(candles.Open[1], candles.Close[0], Bound(candles.Interval, Missing(candles, 0, 1)))
        && DecimalRuns.LengthAt(candles, 1, out _) == 0;

    // How long candles are missing between two positions, milliseconds.
    private static long Missing(CandleSeries candles, int from, int to) => Math.Max(
        0, candles.OpenTime[to] - candles.Interval.Shift(candles.OpenTime[from], to - from));

    private static string Limit(double bound) => bound.ToString("G3", CultureInfo.InvariantCulture);

    /// <summary>Whether two prices differ by no more than a factor.</summary>
    internal static bool IsNear(double price, double other, double factor) => price <= other * factor && price * factor >= other;

    private static bool IsFar(double price, double other, double factor) => double.IsNaN(other) || !IsNear(price, other, factor);

    private static string Times(double price, double usual) => price >= usual
        ? string.Create(CultureInfo.InvariantCulture, $"{price / usual:G3} times")
        : string.Create(CultureInfo.InvariantCulture, $"1/{usual / price:G3} of");

    private static double Median(ReadOnlySpan<double> values, int start, int end)
    {
        var (from, to) = (Math.Max(0, start), Math.Min(values.Length, end));
        if (from >= to)
        {
            return double.NaN;
        }

        Span<double> sorted = stackalloc double[Neighbours];
        sorted = sorted[..(to - from)];
        values[from..to].CopyTo(sorted);
        sorted.Sort();
        return sorted[sorted.Length / 2];
    }
}
