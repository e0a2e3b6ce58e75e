using Trad.Candles;
using Trad.Candles.Gaps;
using Trad.Candles.Stores;
using Trad.Training.Data;

namespace Trad.Training.Tests.Data;

public sealed class TrainingDataSourceTests
{
    private static readonly Market Bitcoin = new("binance", "BTCUSDT", Interval.FiveMinutes);
    private static readonly TimeRange Range = new(20 * 300_000L, 200 * 300_000L);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Read_of_equal_jobs_at_one_time_reads_the_store_once()
    {
        var store = new StoredMonth();
        using var source = new TrainingDataSource(store);
        var partitions = await store.ListPartitionsAsync(Bitcoin, Cancellation);

        var jobs = Enumerable.Range(0, 8).Select(_ => source.ReadAsync(Selection(), partitions, Range, Cancellation)).ToList();
        await store.Reading;
        store.Open();
        var read = await Task.WhenAll(jobs);

        Assert.Equal(1, store.Reads);
        Assert.All(read, symbol => Assert.Same(read[0].Candles, symbol.Candles));
    }

    [Fact]
    public async Task Read_while_candles_are_written_is_of_the_version_that_it_states()
    {
        var store = new StoredMonth();
        using var source = new TrainingDataSource(store);
        var partitions = await store.ListPartitionsAsync(Bitcoin, Cancellation);

        var reading = source.ReadAsync(Selection(), partitions, Range, Cancellation);
        await store.Reading;
        store.Write();
        store.Open();
        var read = await reading;

        Assert.Equal(("v2", 2), (Assert.Single(read.Partitions).Version, store.Reads));
        Assert.Equal(2, read.Candles.Close[0]);
    }

    [Fact]
    public async Task Read_of_candles_that_change_at_each_reading_is_refused_with_the_reason()
    {
        var store = new StoredMonth { IsWrittenAtEachRead = true };
        store.Open();
        using var source = new TrainingDataSource(store);
        var partitions = await store.ListPartitionsAsync(Bitcoin, Cancellation);

        var refused = await Assert.ThrowsAsync<TrainingException>(
            () => source.ReadAsync(Selection(), partitions, Range, Cancellation));

        Assert.Contains("binance BTCUSDT 5m", refused.Message, StringComparison.Ordinal);
        Assert.Contains("5 times", refused.Message, StringComparison.Ordinal);
    }

    private static DataSelection Selection() => new(
        Bitcoin, Range.StartTime, Range.EndTime, null, WarmUp: 20, "moving-average-crossover", GapPolicy.Skip);

    // One month of one market, whose close is the number of times it was written; it is read when it is opened.
    private sealed class StoredMonth : ICandleReader
    {
        private readonly TaskCompletionSource _open = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private readonly TaskCompletionSource _reading = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int _reads;
        private int _version = 1;

        public bool IsWrittenAtEachRead { get; init; }

        public int Reads => _reads;

        public Task Reading => _reading.Task;

        public void Open() => _open.TrySetResult();

        public void Write() => _version++;

        public async Task<CandleSeries> ReadAsync(Market market, TimeRange range, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _reads);
            var candles = CandleSeries.From(
                market.Interval, [.. Enumerable.Range(0, 200).Select(i => new Candle(i * 300_000L, 1, 300, 1, _version, 1))]);
            _reading.TrySetResult();
            await _open.Task.WaitAsync(cancellationToken);
            if (IsWrittenAtEachRead)
            {
                Write();
            }

            return candles;
        }

        public IAsyncEnumerable<CandleSeries> ReadMonthsAsync(Market market, TimeRange range, CancellationToken cancellationToken) =>
            throw new NotSupportedException("Trainings read a range at once.");

        public Task<IReadOnlyList<CandlePartition>> ListPartitionsAsync(Market market, CancellationToken cancellationToken) =>
            Task.FromResult<IReadOnlyList<CandlePartition>>([new CandlePartition(1970, 1, $"v{_version}", 200, 0, 199 * 300_000L, 1000)]);
    }
}
