using System.Globalization;
using Trad.Candles;
using Trad.Candles.Changes;
using Trad.Formats.Candles;

namespace Trad.MarketData.Import;

/// <summary>
/// Compares every month of a file with the stored candles of that month: prices of another symbol, currency or unit would replace them,
/// or stand among them, without anybody noticing.
/// </summary>
internal sealed class StoredOverlap
{
    private readonly Lock _lock = new();

    /// <summary>
    /// How far the prices of a file may differ from stored ones of the same times, as a factor. Exchanges differ by less than a tenth in
    /// bad days, and the premium of closed ones by less than a half.
    /// </summary>
    public const double Factor = 1.5;

    // Candles at the same times that are compared together by their median: the worst minutes of an exchange are fewer, and a file that
    // changes its market within a month has more.
    private const int Compared = 1000;

    private (long Time, string Description)? _other;

    /// <summary>
    /// What tells that prices are those of another market than what is stored at the same times, in words; null when nothing does. Of
    /// several months the earliest is told.
    /// </summary>
    public string? OtherMarket => _other?.Description;

    /// <summary>
    /// The earliest price that the stored candles between those of its month do not bear out, with its time and in words; null when there
    /// is none.
    /// </summary>
    public (long Time, string Description)? Between { get; private set; }

    /// <summary>The open time of the earliest stored candle that another one of the file takes the place of; null where none is.</summary>
    public long? FirstReplaced { get; private set; }

    /// <summary>Compares a month; several may be compared at once.</summary>
    /// <param name="month">Candles of one month, in order of time.</param>
    /// <param name="there">The stored candles of the month.</param>
    public void Add(CandleSeries month, CandleSeries there)
    {
        var shared = Shared(month, there, out var replaced);
        var other = FindOther(month, shared);

        // Stored candles that the month does not have lie between its first and its last.
        var between = there.Slice(month.Range).Count > shared.Count ? FindBetween(month, there) : null;
        lock (_lock)
        {
            _other = Earliest(_other, other);
            Between = Earliest(Between, between);
            FirstReplaced = replaced < (FirstReplaced ?? long.MaxValue) ? replaced : FirstReplaced;
        }
    }

    private static (long Time, string Description)? Earliest(
        (long Time, string Description)? one, (long Time, string Description)? other) =>
        one is null || other?.Time < one.Value.Time ? other : one;

    /// <summary>The candles that are in both: their positions in the month, and how many times the stored close theirs is.</summary>
    private static List<(int Position, double Ratio)> Shared(CandleSeries month, CandleSeries there, out long? replaced)
    {
        replaced = null;
        var shared = new List<(int Position, double Ratio)>();
        var times = month.OpenTime;
        var storedTimes = there.OpenTime;
        var closes = month.Close;
        var storedCloses = there.Close;
        for (int i = 0, j = 0; i < times.Length && j < storedTimes.Length;)
        {
            if (times[i] == storedTimes[j])
            {
                replaced ??= month[i].Equals(there[j]) ? null : times[i];
                shared.Add((i, closes[i++] / storedCloses[j++]));
            }
            else if (times[i] < storedTimes[j])
            {
                i++;
            }
            else
            {
                j++;
            }
        }

        return shared;
    }

    private static (long Time, string Description)? FindOther(CandleSeries month, List<(int Position, double Ratio)> shared)
    {
        // Parts of one size, so that none is so small that a few bad candles are its median.
        var parts = (shared.Count + Compared - 1) / Compared;
        for (var part = 0; part < parts; part++)
        {
            var (from, to) = ((int)((long)shared.Count * part / parts), (int)((long)shared.Count * (part + 1) / parts));
            var ratios = shared[from..to].ConvertAll(each => each.Ratio);
            ratios.Sort();
            if (ratios[ratios.Count / 2] is var ratio and (> Factor or < 1 / Factor))
            {
                var time = month.OpenTime[shared[from].Position];
                return (time, string.Create(
                    CultureInfo.InvariantCulture,
                    $"{Timestamp.Format(time)}: the closes are {ratio:G3} times those that are stored at the same times; more "
                    + $"than {Factor} times is taken for another symbol, currency or unit"));
            }
        }

        return null;
    }

    // What is told of the stored candles alone was so before, and is no matter of this file.
    private static (long Time, string Description)? FindBetween(CandleSeries month, CandleSeries there)
    {
        HashSet<long>? known = null;
        var merged = new CandleEdit(Month.Containing(month.OpenTime[0]), [], month).ApplyTo(there);
        foreach (var (position, _, defect) in PriceOutliers.FindAll(merged))
        {
            var time = merged.OpenTime[position];
            if (Has(month, time) || (position > 0 && Has(month, merged.OpenTime[position - 1]) && !Known(time)))
            {
                return (time, $"{Timestamp.Format(time)}: {defect}");
            }
        }

        return null;

        bool Known(long time) => (known ??= [.. PriceOutliers.FindAll(there).Select(each => there.OpenTime[each.Position])]).Contains(time);
    }

    private static bool Has(CandleSeries candles, long time) =>
        candles.IndexAtOrAfter(time) is var at && at < candles.Count && candles.OpenTime[at] == time;
}
