using Trad.Candles;

namespace Trad.Training.Data;

/// <summary>
/// Reads of one market, which take turns: who asks for what was just read gets that, as long as anybody still has it.
/// </summary>
internal sealed class MarketReads : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1, 1);
    private ReadKey? _key;
    private WeakReference<CandleSeries>? _candles;

    /// <summary>Does something when it is its turn.</summary>
    public async Task<T> InTurnAsync<T>(Func<Task<T>> read, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            return await read();
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>Remembers what was read. In turn only.</summary>
    public void Keep(ReadKey key, CandleSeries candles) => (_key, _candles) = (key, new WeakReference<CandleSeries>(candles));

    /// <summary>What was read last, if it is this; null else. In turn only.</summary>
    public CandleSeries? Recall(ReadKey key) =>
        _key is not null && _key.IsSame(key) && _candles!.TryGetTarget(out var candles) ? candles : null;

    /// <inheritdoc/>
    public void Dispose() => _turn.Dispose();
}

/// <summary>What a read of candles depends on.</summary>
/// <param name="Selection">What was asked for.</param>
/// <param name="Range">The range with its warm-up.</param>
/// <param name="Versions">The versions of the partitions, <see cref="PartitionVersions"/>.</param>
internal sealed record ReadKey(DataSelection Selection, TimeRange Range, IReadOnlyDictionary<string, string> Versions)
{
    /// <summary>Whether both give the same candles.</summary>
    public bool IsSame(ReadKey other) =>
        (Selection.GapPolicy, Selection.LongestGap, Range) == (other.Selection.GapPolicy, other.Selection.LongestGap, other.Range)
        && PartitionVersions.AreEqual(Versions, other.Versions);
}
