using System.Globalization;
using Trad.Candles;
using Trad.Training.Data;

namespace Trad.Training.Validation.Splits;

/// <summary>
/// Where the windows of a walk-forward lie: behind a first third that is only learnt from, test parts of equal length follow each
/// other without a hole up to the end of what is in sample. The embargo is taken from the end of each train part.
/// </summary>
/// <param name="Anchored">The windows whose train parts begin where the range begins; empty when the range is too short.</param>
/// <param name="Rolling">The windows whose train parts are as long as the first; empty when the range is too short.</param>
/// <param name="Embargo">The time between train and test.</param>
/// <param name="WhyNone">Why there are no windows; null when there are.</param>
public sealed record WalkForwardPlan(
    IReadOnlyList<TrainTestSplit> Anchored, IReadOnlyList<TrainTestSplit> Rolling, TimeSpan Embargo, string? WhyNone)
{
    /// <summary>The fewest windows that say something together.</summary>
    public const int FewestWindows = 4;

    /// <summary>The windows of a range that allows them.</summary>
    public const int UsualWindows = 8;

    private const int FewestTestCandles = 50;
    private const int FewestTrainCandles = 100;
    private const double FirstTrainShare = 1.0 / 3;
    private const double EmbargoShare = 0.01;
    private static readonly TimeSpan ShortestTest = TimeSpan.FromDays(3);
    private static readonly TimeSpan ComfortableTest = TimeSpan.FromDays(14);

    /// <summary>How many windows there are, anchored and rolling.</summary>
    public int Windows => Anchored.Count + Rolling.Count;

    /// <summary>No windows.</summary>
    /// <param name="why">Why, a sentence.</param>
    public static WalkForwardPlan None(string why) => new([], [], TimeSpan.Zero, why);

    /// <summary>
    /// The plan for what is in sample: eight windows where each is at least two weeks long, else as many as are, but four at least.
    /// </summary>
    /// <param name="inSample">What trials see.</param>
    /// <param name="interval">The candles' interval.</param>
    public static WalkForwardPlan Create(Period inSample, Interval interval)
    {
        var length = inSample.To - inSample.From;
        var forTests = length * (1 - FirstTrainShare);
        var windows = Math.Clamp((int)(forTests / ComfortableTest), FewestWindows, UsualWindows);
        var embargo = Rounded(length * EmbargoShare, TimeSpan.FromMilliseconds(interval.LongestMilliseconds));

        // Whole days (UTC), so that no day belongs to two test parts; what is left over is learnt from, and the last hours are not used.
        var end = new DateTimeOffset(inSample.To.UtcDateTime.Date, TimeSpan.Zero);
        var test = forTests / windows >= TimeSpan.FromDays(1)
            ? TimeSpan.FromDays(Math.Floor(forTests / windows / TimeSpan.FromDays(1)))
            : TimeSpan.Zero;
        var first = test == TimeSpan.Zero ? TimeSpan.Zero : end - inSample.From - (test * windows);
        var shortest = ShortestTest > interval.Duration * FewestTestCandles ? ShortestTest : interval.Duration * FewestTestCandles;
        if (test < shortest || first - embargo < interval.Duration * FewestTrainCandles)
        {
            return new([], [], embargo, string.Create(
                CultureInfo.InvariantCulture,
                $"The range is too short to be walked through: {length.TotalDays:0.#} days in sample, and {FewestWindows} windows need test parts of at least {shortest.TotalDays:0.#} days behind a third that is learnt from: {shortest.TotalDays * FewestWindows / (1 - FirstTrainShare):0.#} days."));
        }

        var (anchored, rolling) = (new List<TrainTestSplit>(windows), new List<TrainTestSplit>(windows));
        for (var i = 0; i < windows; i++)
        {
            var from = inSample.From + first + (test * i);
            var part = new Period(from, from + test);
            anchored.Add(new TrainTestSplit(new Period(inSample.From, from - embargo), part));
            rolling.Add(new TrainTestSplit(new Period(inSample.From + (test * i), from - embargo), part));
        }

        return new(anchored, rolling, embargo, null);
    }

    private static TimeSpan Rounded(TimeSpan time, TimeSpan unit) => unit * Math.Max(1, Math.Ceiling(time / unit));
}
