using Trad.Candles;
using Trad.Formats.Candles.Markets;
using Trad.Formats.Candles.Prices;
using Trad.Formats.Candles.Times;

namespace Trad.Formats.Candles;

/// <summary>
/// Takes the candles of a file one by one, checks each, and hands on whole months, so that memory holds one month and not the
/// file. Rows may stand oldest first or newest first, and within a month in any order; a row that repeats another is left out,
/// one that contradicts another is refused, wherever the other stands.
/// </summary>
/// <param name="interval">The candles' interval.</param>
/// <param name="limits">How many there may be.</param>
/// <param name="plausibility">Which candles are absurd.</param>
public sealed class CandleIntake(Interval interval, CandleFileLimits limits, CandlePlausibility plausibility)
{
    private readonly FinishedMonths _finished = new(interval);
    private readonly RowSequence _sequence = new();
    private readonly LeftOut _left = new();
    private readonly LargestLeap _leap = new();
    private CandleMonth? _month;
    private RecognizedLayout? _layout;
    private long _rows;
    private readonly CandleSpacing _spacing = new(interval);
    private readonly AmountCheck _amounts = new();
    private readonly ClosingTimes _closing = new(interval);
    private readonly WholePrices _wholePrices = new();
    private PriceScale? _scale;

    /// <summary>Where its rows stand.</summary>
    internal RowPlaces Places { get; } = new();

    /// <summary>What the columns of the file name as its market.</summary>
    internal NamedMarkets Named { get; } = new();

    /// <summary>The symbol that the file names for all its rows, as it is written, and what tells one; null where nothing does.</summary>
    public (string? Text, SymbolTeller? By) NamedSymbol => (Named.Symbol, Named.Teller);

    /// <summary>The symbol that a column or the folders of packed files name, as an exchange's markets are called; or null.</summary>
    public string? FindSymbol(string exchange) => Named.FindSymbol(exchange);

    /// <summary>What was taken although nothing around it bears it out, where that is counted.</summary>
    public AcceptedOutliers Accepted { get; } = new();

    /// <summary>Whether only the distance between candles is wanted, and any is right.</summary>
    public bool IsMeasuring { get; init; }

    /// <summary>The moment of reading where candles are only measured, epoch milliseconds; null where nothing is known of it.</summary>
    public long? Clock { get; init; }

    /// <summary>What else than its dates tells how the dates of a file are meant.</summary>
    internal DateOrderHints DateHints(CandleFile file, IReadOnlyList<string> names, bool hasDecimalComma) =>
        new((Clock ?? plausibility.Now) + TimeCursor.Day, IsMeasuring ? null : interval, file.Name)
        { Stated = (DateOrder?)file.DateOrder, IsDayFirst = hasDecimalComma || DayFirstNames.Has(names) };

    /// <summary>Candles taken, without repeated ones.</summary>
    public long Count { get; private set; }

    /// <summary>What the place of a row is called: <c>line</c> or <c>row</c>.</summary>
    public string PlaceName { get => Places.PlaceName; set => Places.PlaceName = value; }

    /// <summary>Whether the times that are given are those at which candles close.</summary>
    public bool HasClosingTimes { get => _closing.AreGiven; set => _closing.AreGiven = value; }

    /// <summary>From the first open time to the last close; empty before the first candle.</summary>
    public TimeRange Range => Count == 0 ? default : new TimeRange(_sequence.First, interval.CloseOf(_sequence.Last));

    /// <summary>What was recognised of the file; null before a reader has said so.</summary>
    public RecognizedLayout? Layout => _layout is null ? null : _left.AddTo(_layout) with
    {
        Order = _sequence.Order,
        HasClosingTimes = _closing.AreFound,
        PriceScale = _scale,
        WholePrices = _scale is null && _wholePrices.AreToWonderAt ? _wholePrices : null,
        Oddities = [.. _layout.Oddities, .. new[] { _leap.Note, _spacing.FindNote(Places.Describe) }.OfType<string>()],
    };

    /// <summary>What is wrong with the open time of the first row, in words; null where nothing is.</summary>
    internal string? OffGridFromTheFirst { get; private set; }

    /// <summary>What tells that candles so far apart are of another interval, in words; null where they are not.</summary>
    internal string? FindOtherInterval(long? spacing) => spacing is not { } apart || interval.IsLength(apart) ? null
        : $"its candles are {CandleSpacing.Describe(apart)} apart, and the file is imported as {interval}";

    /// <summary>The shortest time between two candles, milliseconds; null below two candles.</summary>
    public long? Spacing => _spacing.Shortest;

    /// <summary>How often the candles break off between the first and the last.</summary>
    public int Gaps => _spacing.Gaps;

    /// <summary>Candles that are missing between the first and the last.</summary>
    public long Missing => Range.CountCandles(interval) - Count;

    /// <summary>What is wrong with the file as a whole, in words; null when nothing is. After the last month.</summary>
    public string? FindDefectOfAll()
    {
        if (IsMeasuring)
        {
            return null;
        }

        if ((!plausibility.AcceptsOutliers || plausibility.CountsOutliers)
            && _amounts.FindDefect(PlaceName, _layout?.Columns ?? new Dictionary<string, string>()) is { } defect)
        {
            if (!plausibility.AcceptsOutliers)
            {
                return $"{defect}, or {CandlePlausibility.Remedy}";
            }

            Accepted.Amounts = _amounts.CountWrong();
            Accepted.Describe(defect);
        }

        if (_spacing.FindMixture(Count, Places.Describe) is { } mixture)
        {
            if (!plausibility.AcceptsOutliers)
            {
                return $"{mixture}, or {CandlePlausibility.Remedy}";
            }

            Accepted.Describe(mixture);
        }

        return _spacing.FindDefect(Count);
    }

    /// <summary>Takes what a reader recognised; of several files in one the first counts, and how times are written in all.</summary>
    public void Recognize(RecognizedLayout layout) =>
        _layout = _layout is null ? layout : _layout with { TimeForms = _layout.TimeForms | layout.TimeForms };

    /// <summary>Takes the scale of the prices of a file, before its first candle.</summary>
    /// <param name="scale">The scale; null where they stand for themselves.</param>
    /// <param name="market">The market that it is imported into; null where any is right.</param>
    /// <returns>What is wrong, in words; null when nothing is.</returns>
    internal string? Scale(PriceScale? scale, Market? market)
    {
        var (decided, defect) = EquityPrices.Decide(scale, market, plausibility.AcceptsOutliers);
        if (Count > 0 && decided != _scale)
        {
            return $"its prices are {decided?.Name ?? "plain numbers"}, and those before it {_scale?.Name ?? "plain numbers"}; "
                + "import the files one by one";
        }

        _scale = decided;
        return defect;
    }

    /// <summary>What is left out of the file, to which readers add what they do.</summary>
    internal LeftOut Left => _left;

    /// <summary>Takes the next candle; gives the month before it when it is the first of another.</summary>
    /// <param name="candle">The candle; a volume that is not known is NaN, and of a row without prices all of them are.</param>
    /// <param name="place">The line or row, counted from 1.</param>
    /// <param name="defect">What is wrong with it, in words; null when it was taken.</param>
    public CandleSeries? Add(Candle candle, long place, out string? defect)
    {
        defect = null;
        if (++_rows > limits.MaximumRows)
        {
            defect = $"more than {limits.MaximumRows:N0} rows, which is the most allowed";
            return null;
        }

        defect = _scale?.Apply(candle, out candle) ?? RowCheck.FindTimeless(candle.OpenTime);
        if (defect is not null)
        {
            return null;
        }

        if (double.IsNaN(candle.Open) && double.IsNaN(candle.High) && double.IsNaN(candle.Low) && double.IsNaN(candle.Close))
        {
            _left.Empty++;
            return null;
        }

        var hasVolume = !double.IsNaN(candle.Volume);
        if (!hasVolume)
        {
            candle = candle with { Volume = 0 };
            _left.WithoutVolume++;
        }

        candle = candle with { OpenTime = _closing.Open(candle.OpenTime, isFirst: Count == 0) };
        defect = RowCheck.Find(candle, interval, _sequence.Previous, plausibility);
        if (defect is not null)
        {
            OffGridFromTheFirst = _sequence.Previous is null ? RowCheck.FindOffGrid(candle, interval, PlaceName, place) : null;
            return null;
        }

        if (interval.CloseOf(candle.OpenTime) > plausibility.Now)
        {
            _left.Open = Math.Max(_left.Open ?? candle.OpenTime, candle.OpenTime);
            return null;
        }

        _wholePrices.Add(candle);
        if (plausibility.CountsOutliers && plausibility.FindOtherUnit(candle) is { } unit)
        {
            Accepted.AddPrice(candle.OpenTime, $"{PlaceName} {place}, {Timestamp.Format(candle.OpenTime)}: {unit}");
        }

        if (hasVolume)
        {
            _amounts.Add(candle, place);
        }

        return Keep(candle, place, out defect);
    }

    /// <summary>The month that is not handed on yet; null when there is none.</summary>
    /// <param name="defect">What is wrong with it, in words; null when nothing is.</param>
    public CandleSeries? Finish(out string? defect)
    {
        defect = null;
        if (_month is not { } month)
        {
            return null;
        }

        _month = null;
        var before = month.Duplicates;
        var finished = month.Finish(out defect);
        _finished.Add(month.Month, finished, month.PlaceOf);
        _left.Duplicates += month.Duplicates - before;
        Count -= month.Duplicates - before;
        if (finished is not null)
        {
            _spacing.Add(finished, month.PlaceOf);
            _leap.Add(finished);
            // A month of weeks is too short to tell what is usual in it: those are looked at beside the months around.
            if (!plausibility.AcceptsOutliers && interval <= Interval.OneDay
                && PriceOutliers.Find(finished, out var outlier) is var position and >= 0)
            {
                defect = $"{Describe(month, finished, position, outlier!)}. Mend it, or {CandlePlausibility.Remedy}";
                return null;
            }

            if (plausibility.CountsOutliers)
            {
                Accepted.AddPrices(finished, (position, outlier) => Describe(month, finished, position, outlier));
            }
        }

        return finished;
    }

    private string Describe(CandleMonth month, CandleSeries finished, int position, string outlier) =>
        $"{Places.Describe(month.PlaceOf(position))}, {Timestamp.Format(finished.OpenTime[position])}: {outlier}";

    private CandleSeries? Keep(in Candle candle, long place, out string? defect)
    {
        (CandleSeries? finished, defect) = (null, null);
        if (_month is null || !_month.Range.Contains(candle.OpenTime))
        {
            if (FindAgain(candle, out defect))
            {
                return null;
            }

            finished = Finish(out defect);
            if (defect is not null)
            {
                return null;
            }

            _month = new CandleMonth(interval, Month.Containing(candle.OpenTime), Places);
        }

        var duplicates = _month.Duplicates;
        defect = _month.Add(candle, Places.Of(place));
        duplicates = _month.Duplicates - duplicates;
        _left.Duplicates += duplicates;
        Count += 1 - duplicates;
        _sequence.Add(candle.OpenTime);
        return finished;
    }

    // Whether a row is of a month that was handed on: left out when it was in it, and wrong when another was, or none.
    private bool FindAgain(in Candle candle, out string? defect)
    {
        var recall = _finished.Find(candle, out var place);
        defect = recall switch
        {
            FinishedMonths.Recall.Other => $"open_time {Timestamp.Format(candle.OpenTime)} is in {Places.Describe(place)} already, with "
                + $"other values; leave one of the two{SummerTime.Remedy(candle.OpenTime)}",
            FinishedMonths.Recall.Late => $"open_time {Timestamp.Format(candle.OpenTime)} comes after rows of other months that came "
                + $"after rows of {Month.Containing(candle.OpenTime)}; sort the rows by time",
            _ => null,
        };
        if (recall == FinishedMonths.Recall.Same)
        {
            _left.Duplicates++;
            _sequence.Add(candle.OpenTime);
        }

        return recall != FinishedMonths.Recall.New;
    }
}
