using Trad.Candles;
using Trad.Candles.Stores;
using Trad.MarketData.Coverage;
using Trad.MarketData.Import.Formats;

namespace Trad.MarketData.Import;

/// <summary>
/// Imports candle files into the store: the whole file is read and checked before the first candle is stored. A short file is
/// kept in memory meanwhile; a long one is read a second time, so that its length does not matter.
/// </summary>
public sealed class CandleImporter(ICandleStore store, CoverageBook book)
{
    // Merged together they are prepared together, in columns and encoded; more would cost memory without being faster.
    private const int RowsPerMerge = 100_000;

    // Sixteen megabytes of columns: two years of five-minute candles are read once.
    private const int MostKept = 250_000;

    /// <summary>Reads a file and merges its candles into a market.</summary>
    /// <exception cref="CandleFileException">The file cannot be imported; nothing was stored.</exception>
    /// <exception cref="CandleStoreException">A stored partition cannot be read.</exception>
    public async Task<CandleImportResult> ImportAsync(Market market, Stream stream, string fileName, CancellationToken cancellationToken)
    {
        await using var spooled = stream.CanSeek ? null : await CandleFileReader.SpoolAsync(stream, fileName, CandleFileLimits.Default, cancellationToken);
        var file = spooled ?? stream;
        var start = file.Position;
        var first = new CandleIntake(market.Interval, CandleFileLimits.Default);
        var check = new ImportCheck(first, MostKept);
        await ReadAsync(first, check.TakeAsync);

        var merge = new ImportMerge(store, market, RowsPerMerge, cancellationToken);
        if (check.Kept is { } months)
        {
            foreach (var month in months)
            {
                await merge.TakeAsync(month);
            }
        }
        else
        {
            file.Position = start;
            await ReadAsync(new CandleIntake(market.Interval, CandleFileLimits.Default), merge.TakeAsync);
        }

        var total = await merge.FinishAsync();
        await book.NoteImportAsync(market, first.Months, cancellationToken);
        return new CandleImportResult(first.Count, first.Range, total);

        Task ReadAsync(CandleIntake intake, Func<CandleSeries, ValueTask> take) =>
            CandleFileReader.ReadMonthsAsync(new CandleFile(file, fileName, market, CandleFileLimits.Default), intake, take, cancellationToken);
    }
}
