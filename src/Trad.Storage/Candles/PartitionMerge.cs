using Trad.Candles;
using Trad.Candles.Stores;
using Trad.Storage.Requests;

namespace Trad.Storage.Candles;

/// <summary>
/// Merges new candles into one stored month: read, merge, validate, write over the version read; again when another writer was first.
/// </summary>
/// <param name="partitions">The partitions.</param>
/// <param name="list">Lists the market's partitions again after another writer was first; null when there is nothing to merge any
/// more.</param>
/// <param name="market">The market.</param>
/// <param name="month">The month.</param>
/// <param name="added">The new candles.</param>
internal sealed class PartitionMerge(
    CandlePartitions partitions,
    Func<CancellationToken, Task<List<StoredPartition>?>> list,
    Market market,
    Month month,
    CandleSeries added)
{
    private const int Attempts = 50;
    private static readonly OptimisticRetry Retry = new(Attempts);

    private StoredPartition? _stored;
    private EncodedPartition? _encoded;
    private CandleMerge? _merge;

    /// <summary>Reads and merges, without writing anything; false when the partition changed since it was listed.</summary>
    public async Task<bool> PrepareAsync(StoredPartition? stored, CancellationToken cancellationToken)
    {
        var existing = CandleSeries.Empty(market.Interval);
        if (stored is not null)
        {
            if (await partitions.DownloadAsync(market, stored, cancellationToken) is not { } content)
            {
                return false;
            }

            existing = await CandlePartitions.DecodeAsync(market, month, content, cancellationToken);
        }

        _stored = stored;
        _merge = CandleMerge.Of(existing, added);
        _encoded = _merge.ChangesAnything ? await EncodedPartition.OfAsync(_merge.Candles, cancellationToken) : null;
        _merge = _merge with { Candles = CandleSeries.Empty(market.Interval) };
        return true;
    }

    /// <summary>Writes what was prepared, preparing again for as long as other writers come first.</summary>
    /// <returns>What the merge changed; null when there was nothing to merge any more.</returns>
    public async Task<CandleMergeResult?> CommitAsync(bool prepared, CancellationToken cancellationToken)
    {
        var (isDone, result) = await Retry.RunAsync(
            async () =>
            {
                if (!prepared)
                {
                    if (await list(cancellationToken) is not { } listed)
                    {
                        return (true, null);
                    }

                    prepared = await PrepareAsync(listed.Find(partition => partition.Month == month), cancellationToken);
                }

                // Whoever was first has changed what was read.
                var isWritten = prepared && await TryWriteAsync(cancellationToken);
                prepared = false;
                return (isWritten, isWritten ? ResultOf() : null);
            },
            cancellationToken);
        return isDone
            ? result
            : throw new CandleStoreException(
                $"The candles of {market} for {month} could not be written: other writers were first {Attempts} times.");
    }

    private async Task<bool> TryWriteAsync(CancellationToken cancellationToken) =>
        _encoded is null || await partitions.TryUploadAsync(market, month, _stored?.Version, _encoded, cancellationToken);

    private CandleMergeResult ResultOf() =>
        new(_merge!.Inserted, _merge.Replaced, _merge.Unchanged, _encoded is null ? 0 : 1);
}
