using Azure;
using Trad.Candles;
using Trad.Candles.Changes;
using Trad.Candles.Stores;
using Trad.Storage.Requests;

namespace Trad.Storage.Candles;

/// <summary>
/// Gathers months in a file of this machine: each is checked against what is stored and encoded while the next one is read, so
/// that the commit has only to send it.
/// </summary>
/// <param name="partitions">The partitions.</param>
/// <param name="commits">The commits.</param>
/// <param name="market">The market.</param>
/// <param name="source">The source to note; null for none.</param>
/// <param name="run">Whose change it is; null to record nothing.</param>
/// <param name="content">Where the commit is gathered.</param>
internal sealed class CandleStaging(
    CandlePartitions partitions, CandleCommits commits, Market market, string? source, CandleRun? run, Stream content) : ICandleStaging
{
    // A month of one-minute candles is some three megabytes of columns; more at once would cost memory without being faster.
    private const int AtOnce = 4;

    // Months that were merged to be counted are kept so long, and merged again when they are more.
    private const long MostMergedBytes = 32L << 20;
    private const int CandleBytes = 8 * sizeof(long);

    private const int Attempts = 50;
    private static readonly OptimisticRetry Retry = new(Attempts);

    private readonly Queue<Task<Prepared>> _waiting = new();
    private CandleRun? _run = run;
    private readonly List<CommitMonth> _months = [];
    private readonly Dictionary<Month, MergedMonth> _merged = [];
    private long _mergedBytes;
    private CandleMergeResult _result = new(0, 0, 0, 0);
    private Dictionary<Month, StoredPartition>? _stored;
    private readonly HashSet<Month> _added = [];

    /// <inheritdoc/>
    public Action<CandleSeries, CandleSeries>? Beside { get; set; }

    /// <inheritdoc/>
    public ValueTask AddAsync(CandleSeries month, CancellationToken cancellationToken) => month.Count == 0
        ? ValueTask.CompletedTask
        : AddAsync(new CandleEdit(Month.Containing(month.OpenTime[0]), [], month), cancellationToken);

    /// <inheritdoc/>
    public async ValueTask AddAsync(CandleEdit edit, CancellationToken cancellationToken)
    {
        if (edit.IsEmpty)
        {
            return;
        }

        EnsureSound(edit.Put, edit.Month);
        _stored ??= (await commits.ListForWritingAsync(market, cancellationToken)).ToDictionary(partition => partition.Month);
        if (_waiting.Count == AtOnce)
        {
            await AppendAsync(cancellationToken);
        }

        _waiting.Enqueue(Task.Run(() => PrepareAsync(edit, cancellationToken), cancellationToken));
    }

    /// <inheritdoc/>
    public void Describe(CandleRun run) => _run = run;

    /// <inheritdoc/>
    public async Task<CandleMergeResult> PreviewAsync(CancellationToken cancellationToken)
    {
        while (_waiting.Count > 0)
        {
            await AppendAsync(cancellationToken);
        }

        return _result;
    }

    /// <inheritdoc/>
    public async Task<CandleMergeResult> CommitAsync(CancellationToken cancellationToken)
    {
        await PreviewAsync(cancellationToken);
        if (!_months.Exists(month => month.ChangesAnything))
        {
            // Nothing changes but what is noted, which each month has for itself.
            await commits.NoteSourceAsync(market, source, _months, CancellationToken.None);
            return _result;
        }

        await CommitFile.CompleteAsync(content, _months, cancellationToken);
        await commits.CommitAsync(market, source, _run, content, _merged, cancellationToken);
        return _result;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (var waiting in _waiting)
        {
            await waiting.ContinueWith(
                ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }

        await content.DisposeAsync();
    }

    private async Task AppendAsync(CancellationToken cancellationToken)
    {
        var prepared = await _waiting.Dequeue();
        var month = prepared.Encoded is { } encoded
            ? await CommitFile.AppendAsync(content, prepared.Month, encoded, cancellationToken)
            : CommitFile.Unchanged(prepared.Month, content.Position);
        month = month.Without(prepared.Removed);
        if (IsConditional && month.ChangesAnything)
        {
            month = month with
            {
                Before = prepared.Before is { } before
                    ? await CommitFile.AppendAsync(content, prepared.Month, before, cancellationToken)
                    : CommitFile.Unchanged(prepared.Month, content.Position),
            };
        }

        _months.Add(month);
        _result += prepared.Result;
        if (prepared.Merged is { } merged && _mergedBytes + SizeOf(merged) <= MostMergedBytes)
        {
            _merged[prepared.Month] = merged;
            _mergedBytes += SizeOf(merged);
        }
    }

    // What undoes a run was found to be right for the candles as they are while it is gathered.
    private bool IsConditional => _run?.Undoes is not null;

    private static long SizeOf(MergedMonth merged) =>
        (merged.Partition?.Content.Length ?? 0) + ((long)merged.Edited.Reverse.Put.Count * CandleBytes);

    /// <summary>
    /// Counts what the month will change, so that a stored partition that cannot be read is found before the commit, and encodes it where
    /// it changes anything.
    /// </summary>
    private async Task<Prepared> PrepareAsync(CandleEdit edit, CancellationToken cancellationToken)
    {
        var month = edit.Month;
        var stored = _stored!.GetValueOrDefault(month);
        var (isRead, existing) = await Retry.RunAsync(
            async () =>
            {
                if (stored is null)
                {
                    return (true, null);
                }

                var read = await partitions.DownloadAsync(market, stored, cancellationToken);
                if (read is null)
                {
                    // Somebody has written the month since it was listed.
                    stored = (await commits.ListForWritingAsync(market, cancellationToken)).Find(partition => partition.Month == month);
                }

                return (read is not null, read);
            },
            cancellationToken);
        if (!isRead)
        {
            throw new CandleStoreException(
                $"The candles of {market} for {month} changed {Attempts} times while they were read; try again.");
        }

        if (existing is null)
        {
            var put = await EncodeAsync(edit.Put, cancellationToken);
            return new Prepared(month, put, edit.Removed, null, new CandleMergeResult(edit.Put.Count, 0, 0, put is null ? 0 : 1));
        }

        var candles = await CandlePartitions.DecodeAsync(market, month, existing, cancellationToken);
        Beside?.Invoke(edit.Put, candles);
        var edited = EditedMonth.Apply(edit, candles);
        if (!edited.ChangesAnything)
        {
            return new Prepared(month, null, [], null, edited.Counts);
        }

        var merged = await EncodeAsync(edited, stored!.Version, cancellationToken);
        if (!IsConditional)
        {
            return new Prepared(month, await EncodeAsync(edit.Put, cancellationToken), edit.Removed, merged, edited.Counts);
        }

        // Candle by candle, so that of each it is known whether somebody else has changed it since.
        var exact = CandleEdit.Between(month, candles, edited.Candles);
        return new Prepared(month, await EncodeAsync(exact.Put, cancellationToken), exact.Removed, merged, edited.Counts)
        {
            Before = await EncodeAsync(edited.Reverse.Put, cancellationToken),
        };
    }

    private static async Task<EncodedPartition?> EncodeAsync(CandleSeries candles, CancellationToken cancellationToken) =>
        candles.Count == 0 ? null : await EncodedPartition.OfAsync(candles, cancellationToken);

    private async Task<MergedMonth?> EncodeAsync(EditedMonth edited, ETag over, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _mergedBytes) >= MostMergedBytes)
        {
            return null;
        }

        var partition = await EncodeAsync(edited.Candles, cancellationToken);
        return new MergedMonth(over, partition, edited.WithoutCandles());
    }

    private void EnsureSound(CandleSeries candles, Month month)
    {
        if (candles.Interval != market.Interval)
        {
            throw new ArgumentException($"Candles of {candles.Interval} cannot be stored as {market}.", nameof(candles));
        }

        if (PartitionCheck.FindDefect(candles, month) is { } defect)
        {
            throw new ArgumentException($"Candles of {market} cannot be stored: {defect}.", nameof(candles));
        }

        if (!_added.Add(month))
        {
            throw new ArgumentException($"Candles of {month} were added before.", nameof(candles));
        }
    }

    private sealed record Prepared(
        Month Month, EncodedPartition? Encoded, IReadOnlyList<TimeRange> Removed, MergedMonth? Merged, CandleMergeResult Result)
    {
        public EncodedPartition? Before { get; init; }
    }
}
