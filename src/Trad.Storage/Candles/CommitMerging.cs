using Trad.Candles;
using Trad.Candles.Changes;
using Trad.Candles.Stores;
using Trad.MarketData.Coverage;
using Trad.Storage.Candles.Changes;

namespace Trad.Storage.Candles;

/// <summary>
/// Merges a commit into the partitions that it changes, several months at once, each recorded before it is written. Merging twice
/// is merging once.
/// </summary>
/// <param name="partitions">The partitions.</param>
/// <param name="changes">Where changes are recorded.</param>
/// <param name="coverage">Where the source of a month is noted; null when nobody wants to know.</param>
/// <param name="parallelism">How many months are merged at once.</param>
internal sealed class CommitMerging(CandlePartitions partitions, ChangeLog changes, ICoverageStore? coverage, int parallelism)
{
    /// <summary>Merges every month of a commit.</summary>
    /// <param name="listing">The partitions as they were listed together with the commit.</param>
    /// <param name="gathered">Its content.</param>
    /// <returns>False when the commit was finished by somebody else meanwhile.</returns>
    /// <exception cref="CandleStoreException">The commit, or a partition that it changes, cannot be read.</exception>
    public async Task<bool> TryMergeAsync(MarketListing listing, GatheredCommit gathered)
    {
        var pending = listing.Pending!;
        using var file = new CommitFile(gathered.Content);
        IReadOnlyList<CommitMonth> months;
        try
        {
            months = await file.ReadIndexAsync(CancellationToken.None);
        }
        catch (InvalidDataException broken)
        {
            throw Unreadable(pending, broken);
        }

        var stored = listing.Partitions.ToDictionary(partition => partition.Month);
        var isGone = false;
        await Parallel.ForEachAsync(months, new ParallelOptions { MaxDegreeOfParallelism = parallelism }, async (month, token) =>
        {
            if (!month.ChangesAnything || Volatile.Read(ref isGone))
            {
                return;
            }

            var written = await TryWriteAsync(gathered, listing, month.Which, stored.GetValueOrDefault(month.Which), token);
            if (written is not Attempt.Written && !await TryMergeMonthAsync(pending, file, month, stored, written, token))
            {
                Volatile.Write(ref isGone, true);
            }
        });
        if (isGone)
        {
            return false;
        }

        await NoteSourceAsync(pending.Market, pending.Source, months, CancellationToken.None);
        return true;
    }

    /// <summary>Notes where the candles of months came from.</summary>
    public async Task NoteSourceAsync(Market market, string? source, IReadOnlyList<CommitMonth> months, CancellationToken cancellationToken)
    {
        if (coverage is null || source is null)
        {
            return;
        }

        var parallel = new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(
            months, parallel, async (each, token) => await coverage.SaveSourceAsync(market, each.Which, source, token));
    }

    /// <summary>Writes a month that was merged already, if it is still what it was merged over.</summary>
    private async Task<Attempt> TryWriteAsync(
        GatheredCommit gathered, MarketListing listing, Month month, StoredPartition? stored, CancellationToken cancellationToken)
    {
        if (stored is null || !gathered.Merged.TryGetValue(month, out var merged) || merged.Over != stored.Version)
        {
            return Attempt.None;
        }

        var pending = listing.Pending!;
        await RecordAsync(pending, merged.Edited, cancellationToken);
        return await partitions.TryReplaceAsync(
            pending.Market, month, stored.Version, merged.Partition?.WrittenBy(pending.Change), cancellationToken)
            ? Attempt.Written
            : Attempt.Recorded;
    }

    private Task RecordAsync(PendingCommit pending, EditedMonth edited, CancellationToken cancellationToken) =>
        pending.Change is { } stamp ? changes.WriteAsync(pending.Market, stamp, edited, cancellationToken) : Task.CompletedTask;

    /// <summary>Merges one month; false when the commit was finished by somebody else meanwhile.</summary>
    private async Task<bool> TryMergeMonthAsync(
        PendingCommit pending,
        CommitFile file,
        CommitMonth committed,
        Dictionary<Month, StoredPartition> stored,
        Attempt before,
        CancellationToken cancellationToken)
    {
        var month = committed.Which;
        var existing = stored.GetValueOrDefault(month);
        try
        {
            // Where nothing is stored of the month, its partition is what was committed, byte for byte; unless that was to replace
            // candles, which somebody has removed since.
            if (existing is null && committed.Bytes > 0 && committed.Before is not { Bytes: > 0 })
            {
                before = await TryWriteFirstAsync(pending, file, committed, cancellationToken);
            }

            if (before is Attempt.Written || (existing is null && committed.Bytes == 0))
            {
                return true;
            }

            var edit = await file.ReadEditAsync(pending.Market, committed, cancellationToken);
            var merge = new PartitionMerge(partitions, ListWhilePendingAsync, pending.Market, edit, changes, pending.Change)
            {
                Before = await file.ReadBeforeAsync(pending.Market, committed, cancellationToken),
                IsRecorded = before is Attempt.Recorded,
            };
            return await merge.CommitAsync(
                existing is not null && await merge.PrepareAsync(existing, cancellationToken), cancellationToken) is not null;
        }
        catch (InvalidDataException broken)
        {
            throw Unreadable(pending, broken);
        }

        async Task<List<StoredPartition>?> ListWhilePendingAsync(CancellationToken token) =>
            await partitions.ListAsync(pending.Market, token) is var listing && listing.Pending?.Version == pending.Version
                ? listing.Partitions
                : null;
    }

    private async Task<Attempt> TryWriteFirstAsync(
        PendingCommit pending, CommitFile file, CommitMonth committed, CancellationToken cancellationToken)
    {
        var encoded = await file.ReadAsync(committed, cancellationToken);
        if (pending.Change is not null)
        {
            var about = encoded.Metadata;
            var interval = pending.Market.Interval;
            var whole = new TimeRange(about.FirstOpenTime, interval.CloseOf(about.LastOpenTime));
            var nothing = CandleSeries.Empty(interval);
            var reverse = whole.CountCandles(interval) == about.Rows
                ? new CandleEdit(committed.Which, [whole], nothing)
                : CandleEdit.Between(
                    committed.Which, (await file.ReadEditAsync(pending.Market, committed, cancellationToken)).Put, nothing);
            await RecordAsync(
                pending, new EditedMonth(nothing, new CandleMergeResult(about.Rows, 0, 0, 1), reverse), cancellationToken);
        }

        return await partitions.TryUploadAsync(
            pending.Market, committed.Which, null, encoded.WrittenBy(pending.Change), cancellationToken)
            ? Attempt.Written
            : Attempt.Recorded;
    }

    private static CandleStoreException Unreadable(PendingCommit pending, InvalidDataException broken) => new(
        $"Candles that were imported into {pending.Market} cannot be read ({PartitionPath.Pending(pending.Market)}): {broken.Message}. "
        + "Drop them (DELETE /api/candles with month=unfinished), and import or fetch them again.",
        broken)
    {
        IsOfCommit = true,
    };

    /// <summary>How far the writing of a month came without reading it again.</summary>
    private enum Attempt
    {
        /// <summary>It was not tried.</summary>
        None,

        /// <summary>Another writer was first; what it was to do is recorded, if anything is.</summary>
        Recorded,

        /// <summary>The month is written.</summary>
        Written,
    }
}
