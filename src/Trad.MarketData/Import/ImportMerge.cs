using Trad.Candles;
using Trad.Candles.Stores;

namespace Trad.MarketData.Import;

/// <summary>Merges months into the store, some at a time.</summary>
/// <param name="store">The store.</param>
/// <param name="market">The market.</param>
/// <param name="rowsPerMerge">How many candles are merged at once at most, beyond one month.</param>
/// <param name="cancellationToken">Stops merging between partitions.</param>
internal sealed class ImportMerge(ICandleStore store, Market market, int rowsPerMerge, CancellationToken cancellationToken)
{
    private readonly List<CandleSeries> _waiting = [];
    private CandleMergeResult _total = new(0, 0, 0, 0);
    private int _rows;

    /// <summary>Takes the next month.</summary>
    public async ValueTask TakeAsync(CandleSeries month)
    {
        if (_waiting.Count > 0 && _rows + month.Count > rowsPerMerge)
        {
            await FinishAsync();
        }

        _waiting.Add(month);
        _rows += month.Count;
    }

    /// <summary>Merges what is waiting, and tells what was stored in all.</summary>
    public async Task<CandleMergeResult> FinishAsync()
    {
        if (_waiting.Count > 0)
        {
            _total += await store.MergeAsync(market, CandleSeries.Concat(market.Interval, _waiting), cancellationToken);
        }

        _waiting.Clear();
        _rows = 0;
        return _total;
    }
}
