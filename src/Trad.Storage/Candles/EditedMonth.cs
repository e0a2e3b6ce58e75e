using Trad.Candles;
using Trad.Candles.Changes;
using Trad.Candles.Stores;

namespace Trad.Storage.Candles;

/// <summary>What a change makes of a stored month.</summary>
/// <param name="Candles">The month afterwards.</param>
/// <param name="Counts">What is changed.</param>
/// <param name="Reverse">What makes the stored month of it again.</param>
internal sealed record EditedMonth(CandleSeries Candles, CandleMergeResult Counts, CandleEdit Reverse)
{
    /// <summary>Whether the month differs from the stored one.</summary>
    public bool ChangesAnything => !Reverse.IsEmpty;

    /// <summary>Changes a month.</summary>
    public static EditedMonth Apply(CandleEdit edit, CandleSeries stored)
    {
        if (edit.Removed.Count == 0)
        {
            var merge = CandleMerge.Combine(stored, edit.Put);
            return new EditedMonth(
                merge.Candles,
                new CandleMergeResult(merge.Inserted, merge.Replaced, merge.Unchanged, merge.ChangesAnything ? 1 : 0),
                CandleEdit.Between(edit.Month, merge.Candles, stored));
        }

        var candles = edit.ApplyTo(stored);
        var reverse = CandleEdit.Between(edit.Month, candles, stored);
        var inserted = reverse.Removed.Sum(span => candles.Interval.CountOpens(span.Start, span.End));
        var removed = stored.Count + inserted - candles.Count;
        var replaced = reverse.Put.Count - removed;
        return new EditedMonth(
            candles,
            new CandleMergeResult(inserted, replaced, edit.Put.Count - inserted - replaced, reverse.IsEmpty ? 0 : 1) { Removed = removed },
            reverse);
    }

    /// <summary>The same without the candles, which are not needed once they are encoded.</summary>
    public EditedMonth WithoutCandles() => this with { Candles = CandleSeries.Empty(Candles.Interval) };
}
