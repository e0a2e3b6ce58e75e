using System.Runtime.CompilerServices;
using Trad.Candles;
using Trad.Candles.Stores;
using Trad.Formats.Spooling;
using Trad.Storage.Requests;

namespace Trad.Storage.Candles;

/// <summary>
/// The partitions of a range as they were at one moment, still encoded: in memory while they are few, else in a file of this machine.
/// Who reads them takes as long as he likes, and what is written meanwhile does not matter.
/// </summary>
internal sealed class PartitionSnapshot : IAsyncDisposable
{
    // Some eight years of five-minute candles.
    private const long MostInMemory = 16L << 20;
    private const int Attempts = 20;
    private static readonly OptimisticRetry Retry = new(Attempts);

    private readonly Market _market;
    private readonly Stream _content;
    private readonly List<(Month Month, int Bytes)> _months = [];

    private PartitionSnapshot(Market market, Stream content)
    {
        _market = market;
        _content = content;
    }

    /// <summary>Takes a snapshot; again when a partition has changed while it was taken.</summary>
    /// <exception cref="CandleStoreException">A partition is damaged, or they change all the time.</exception>
    public static async Task<PartitionSnapshot> TakeAsync(
        CandlePartitions partitions,
        CandleCommits commits,
        SpoolFolder spool,
        Market market,
        TimeRange range,
        int parallelism,
        CancellationToken cancellationToken)
    {
        var (_, taken) = await Retry.RunAsync(
            async () =>
            {
                var listed = await commits.ListForReadingAsync(market, cancellationToken);
                listed.RemoveAll(partition => partition.Month.Range.Intersect(range).IsEmpty);
                var snapshot = new PartitionSnapshot(
                    market, listed.Sum(partition => partition.Bytes) <= MostInMemory ? new MemoryStream() : spool.Create());
                var isWhole = false;
                try
                {
                    isWhole = await snapshot.TryFillAsync(partitions, listed, parallelism, cancellationToken);
                }
                finally
                {
                    if (!isWhole)
                    {
                        await snapshot.DisposeAsync();
                    }
                }

                return (isWhole, isWhole ? snapshot : null);
            },
            cancellationToken);
        return taken
            ?? throw new CandleStoreException($"The candles of {market} changed {Attempts} times while they were read; try again.");
    }

    /// <summary>The candles, month by month, oldest first.</summary>
    /// <exception cref="CandleStoreException">A partition is no sound one.</exception>
    public async IAsyncEnumerable<CandleSeries> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        _content.Position = 0;
        foreach (var (month, length) in _months)
        {
            var bytes = new byte[length];
            await _content.ReadExactlyAsync(bytes, cancellationToken);
            yield return await CandlePartitions.DecodeAsync(_market, month, new MemoryStream(bytes, writable: false), cancellationToken);
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _content.DisposeAsync();

    private async Task<bool> TryFillAsync(
        CandlePartitions partitions, List<StoredPartition> listed, int parallelism, CancellationToken cancellationToken)
    {
        foreach (var part in listed.Chunk(parallelism))
        {
            var contents = await Task.WhenAll(part.Select(partition => partitions.DownloadAsync(_market, partition, cancellationToken)));
            for (var i = 0; i < part.Length; i++)
            {
                if (contents[i] is not { } content)
                {
                    return false;
                }

                _months.Add((part[i].Month, (int)content.Length));
                await content.CopyToAsync(_content, cancellationToken);
            }
        }

        return true;
    }
}
