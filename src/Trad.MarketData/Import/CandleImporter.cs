using Trad.Candles;
using Trad.Candles.Stores;
using Trad.MarketData.Coverage;

namespace Trad.MarketData.Import;

/// <summary>Imports candle files into the store: the whole file is read and validated before the first candle is stored.</summary>
public sealed class CandleImporter(ICandleStore store, CoverageBook book)
{
    // Merged together they are prepared together, in columns and encoded; more would cost memory without being faster.
    private const int RowsPerMerge = 500_000;

    /// <summary>Reads a file and merges its candles into a market.</summary>
    /// <exception cref="CandleFileException">The file cannot be imported; nothing was stored.</exception>
    /// <exception cref="CandleStoreException">A stored partition cannot be read.</exception>
    public async Task<CandleImportResult> ImportAsync(Market market, Stream stream, string fileName, CancellationToken cancellationToken)
    {
        var months = await CandleFileReader.ReadMonthsAsync(stream, fileName, market.Interval, CandleFileLimits.Default, cancellationToken);
        var range = new TimeRange(months[0].Range.Start, months[^1].Range.End);
        var rows = months.Sum(month => (long)month.Count);
        var total = new CandleMergeResult(0, 0, 0, 0);
        for (var i = 0; i < months.Count;)
        {
            var batch = new List<CandleSeries>();
            for (var count = 0; i < months.Count && (batch.Count == 0 || count + months[i].Count <= RowsPerMerge); i++)
            {
                batch.Add(months[i]);
                count += months[i].Count;
            }

            total += await store.MergeAsync(market, CandleSeries.Concat(market.Interval, batch), cancellationToken);
        }

        await book.NoteImportAsync(market, months.Select(month => Month.Of(month.OpenTime[0])), cancellationToken);
        return new CandleImportResult(rows, range, total);
    }
}
