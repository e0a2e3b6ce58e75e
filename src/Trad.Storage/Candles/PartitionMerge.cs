using Trad.Candles;
using Trad.Candles.Changes;
using Trad.Candles.Stores;
using Trad.Storage.Candles.Changes;
using Trad.Storage.Requests;

namespace Trad.Storage.Candles;

/// <summary>
/// Changes one stored month: read, merge, validate, write over the version read; again when another writer was first.
/// </summary>
/// <param name="partitions">The partitions.</param>
/// <param name="list">Lists the market's partitions again after another writer was first; null when there is nothing to merge any
/// more.</param>
/// <param name="market">The market.</param>
/// <param name="edit">The change of the month.</param>
/// <param name="changes">Where changes are recorded.</param>
/// <param name="stamp">What is recorded of this one; null to record nothing.</param>
internal sealed class PartitionMerge(
    CandlePartitions partitions,
    Func<CancellationToken, Task<List<StoredPartition>?>> list,
    Market market,
    CandleEdit edit,
    ChangeLog changes,
    ChangeStamp? stamp)
{
    private const int Attempts = 50;
    private static readonly OptimisticRetry Retry = new(Attempts);

    private StoredPartition? _stored;
    private bool _isFoundWritten;
    private EncodedPartition? _encoded;
    private EditedMonth? _edited;

    /// <summary>What the candles were that it changes, if it is to change no others; null when it changes whatever there is.</summary>
    public CandleSeries? Before { get; init; }

    /// <summary>Whether nobody else carries out this change too, so that its record goes when this gives up.</summary>
    public bool IsAlone { get; init; }

    /// <summary>Whether the change has been recorded, here or by the one who tried before.</summary>
    public bool IsRecorded { get; set; }

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

            existing = await CandlePartitions.DecodeAsync(market, edit.Month, content, cancellationToken);
        }

        // The answer to a write may be lost, and the client's second try meet the first; or somebody else finished the same commit.
        _isFoundWritten |= stamp is not null && stored?.Metadata?.Change == stamp.Id;
        _stored = stored;
        var edited = EditedMonth.Apply(Before is { } before ? edit.WhereStill(before, existing) : edit, existing);
        _encoded = edited.ChangesAnything && edited.Candles.Count > 0
            ? (await EncodedPartition.OfAsync(edited.Candles, cancellationToken)).WrittenBy(stamp)
            : null;
        _edited = edited.WithoutCandles();
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

                    prepared = await PrepareAsync(listed.Find(partition => partition.Month == edit.Month), cancellationToken);
                }

                // Whoever was first has changed what was read.
                var isWritten = prepared && (!_edited!.ChangesAnything || await TryWriteAsync(_edited, cancellationToken));
                prepared = false;
                return (isWritten, isWritten ? _edited!.Counts : null);
            },
            cancellationToken);
        if (stamp is not null && !_isFoundWritten && (isDone ? result is not null && HasNotHappened : IsAlone && IsRecorded))
        {
            await changes.ForgetAsync(market, stamp, edit.Month, CancellationToken.None);
        }

        return isDone
            ? result
            : throw new CandleStoreException(
                $"The candles of {market} for {edit.Month} could not be written: other writers were first {Attempts} times.");
    }

    // Who was first has done the same: this was recorded, here or by one who was cut off behind that, and did not happen. A partition
    // that is gone does not say who removed it; one without a writer may be of a version that did not note it.
    private bool HasNotHappened => !_edited!.ChangesAnything && _stored is { } stored
        && (IsRecorded || (stored.Metadata?.Change is { } writer && writer != stamp!.Id));

    // What was there is recorded first: who finishes this after a crash finds nothing to change any more, and records nothing.
    private async Task<bool> TryWriteAsync(EditedMonth edited, CancellationToken cancellationToken)
    {
        if (stamp is not null)
        {
            await changes.WriteAsync(market, stamp, edited, cancellationToken);
            IsRecorded = true;
        }

        return await partitions.TryReplaceAsync(market, edit.Month, _stored?.Version, _encoded, cancellationToken);
    }
}
