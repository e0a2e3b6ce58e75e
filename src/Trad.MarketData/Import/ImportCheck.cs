using Trad.Candles;

namespace Trad.MarketData.Import;

/// <summary>The first reading of a file: whether it is sound to its end, what it holds, and, while it is short, its candles.</summary>
/// <param name="mostKept">How many candles are kept at most.</param>
internal sealed class ImportCheck(int mostKept)
{
    private readonly List<Month> _months = [];
    private List<CandleSeries>? _kept = [];

    /// <summary>Candles in the file.</summary>
    public long Rows { get; private set; }

    /// <summary>From the first open time to the last close.</summary>
    public TimeRange Range { get; private set; }

    /// <summary>The months that the file has candles of.</summary>
    public IReadOnlyList<Month> Months => _months;

    /// <summary>The candles, month by month; null when the file is too long to be kept.</summary>
    public IReadOnlyList<CandleSeries>? Kept => _kept;

    /// <summary>Takes the next month.</summary>
    public ValueTask TakeAsync(CandleSeries month)
    {
        Range = Rows == 0 ? month.Range : Range with { End = month.Range.End };
        Rows += month.Count;
        _months.Add(Month.Of(month.OpenTime[0]));
        if (Rows > mostKept)
        {
            _kept = null;
        }

        _kept?.Add(month);
        return ValueTask.CompletedTask;
    }
}
