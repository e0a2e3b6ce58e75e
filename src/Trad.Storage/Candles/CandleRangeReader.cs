using Trad.Candles;
using Trad.Candles.Stores;
using Trad.Storage.Requests;

namespace Trad.Storage.Candles;

/// <summary>
/// Reads a range from its partitions in parallel, straight into the columns of the result.
/// Every partition is read in the version that was listed; when one has changed, the list is read again. So what is read is
/// what was stored at one moment, and a commit that is under way is finished first.
/// </summary>
internal sealed class CandleRangeReader(CandlePartitions partitions, CandleCommits commits, int parallelism)
{
    private const int Attempts = 20;
    private static readonly OptimisticRetry Retry = new(Attempts);

    public async Task<CandleSeries> ReadAsync(Market market, TimeRange range, CancellationToken cancellationToken)
    {
        var (_, candles) = await Retry.RunAsync(
            async () =>
            {
                var listed = await commits.ListForReadingAsync(market, cancellationToken);
                listed.RemoveAll(partition => partition.Month.Range.Intersect(range).IsEmpty);
                var read = await TryReadAsync(market, listed, cancellationToken);
                return (read is not null, read);
            },
            cancellationToken);
        return candles?.Slice(range)
            ?? throw new CandleStoreException($"The candles of {market} changed {Attempts} times while they were read; try again.");
    }

    private async Task<CandleSeries?> TryReadAsync(Market market, List<StoredPartition> listed, CancellationToken cancellationToken)
    {
        var contents = new MemoryStream?[listed.Count];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = parallelism, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, listed.Count, parallel, async (i, token) =>
            contents[i] = await partitions.DownloadAsync(market, listed[i], token));
        if (Array.Exists(contents, content => content is null))
        {
            return null;
        }

        var series = new CandleSeries[listed.Count];
        await Parallel.ForAsync(0, listed.Count, parallel, async (i, token) =>
            series[i] = await CandlePartitions.DecodeAsync(market, listed[i].Month, contents[i]!, token));
        return CandleSeries.Concat(market.Interval, series);
    }
}
