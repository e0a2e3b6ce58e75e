using Trad.Candles.Changes;

namespace Trad.Candles.Stores;

/// <summary>
/// Candles of one market that are gathered month by month, checked and prepared, and stored all together or not at all. Without
/// <see cref="CommitAsync"/> nothing was stored when this is disposed.
/// </summary>
/// <remarks>
/// Where somebody waits, as behind a request over HTTP, a storage that does not answer is told after the time that is set for that; where
/// it refuses, and where nobody waits, every method throws what its client throws. The API answers both with 503. A token that ends an
/// attempt ends it with <see cref="OperationCanceledException"/>.
/// </remarks>
public interface ICandleStaging : IAsyncDisposable
{
    /// <summary>
    /// Looks at the candles of an added month and at the stored ones of that month, where there are any, which are read anyway; at several
    /// months at once. Behind <see cref="PreviewAsync"/> every month has been looked at. Set before the first is added.
    /// </summary>
    Action<CandleSeries, CandleSeries>? Beside { get; set; }

    /// <summary>Adds the candles of one month, or a part of it; each month once, in any order of months.</summary>
    /// <exception cref="ArgumentException">
    /// The candles are of another interval, of more than one month, of one that was added before, or one breaks a rule.
    /// </exception>
    /// <exception cref="CandleStoreException">The stored partition of the month cannot be read.</exception>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    ValueTask AddAsync(CandleSeries month, CancellationToken cancellationToken);

    /// <summary>Adds a change of one month; each month once, in any order of months.</summary>
    /// <exception cref="ArgumentException">
    /// The candles are of another interval or month, the month was added before, or a candle breaks a rule.
    /// </exception>
    /// <exception cref="CandleStoreException">The stored partition of the month cannot be read.</exception>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    ValueTask AddAsync(CandleEdit edit, CancellationToken cancellationToken);

    /// <summary>Says what is known by now of the run that it is staged for, for the record.</summary>
    /// <param name="run">The same run.</param>
    void Describe(CandleRun run);

    /// <summary>What <see cref="CommitAsync"/> would change as things are stored now; it stores nothing.</summary>
    /// <exception cref="CandleStoreException">A stored partition cannot be read.</exception>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<CandleMergeResult> PreviewAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Stores what was added, all of it or nothing, whatever happens meanwhile to this process or to the storage. No reader of the
    /// store sees a part of it.
    /// </summary>
    /// <param name="cancellationToken">Ends it before anything is stored; from then on it is finished nevertheless.</param>
    /// <exception cref="CandleStoreException">
    /// A stored partition cannot be read, or others were always first. Where that is found out behind the commit itself, what was added
    /// is stored all the same, and gets into its months as soon as the partition is repaired or removed.
    /// </exception>
    /// <exception cref="StorageUnavailableException">The storage does not answer in time.</exception>
    Task<CandleMergeResult> CommitAsync(CancellationToken cancellationToken);
}
