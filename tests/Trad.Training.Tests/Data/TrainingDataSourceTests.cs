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
    public async Task Trials_that_want_the_pinned_candles_at_one_time_read_them_once()
    {
        var store = new StoredMonth();
        store.Open();
        DataSnapshot pinned;
        using (var preparing = new TrainingDataSource(store))
        {
            pinned = (await PinAsync(preparing, store, Selection())).Snapshot;
        }

        // Another process evaluates them.
        store.Close();
        using var source = new TrainingDataSource(store);
        var trials = Enumerable.Range(0, 8).Select(_ => source.LoadAsync(pinned, Cancellation)).ToList();
        await store.Reading;
        store.Open();
        var loaded = await Task.WhenAll(trials);

        Assert.Equal(1, store.Reads);
        Assert.All(loaded, data => Assert.Same(loaded[0], data));
    }

    [Fact]
    public async Task Pins_of_equal_jobs_at_one_time_read_the_finer_candles_once()
    {
        var store = new StoredMonth { Finer = Interval.OneMinute };
        store.Open();
        using var source = new TrainingDataSource(store);
        var selection = Selection() with { IntrabarPath = true };
        var symbol = await source.ReadAsync(selection, await store.ListPartitionsAsync(Bitcoin, Cancellation), Range, Cancellation);

        store.Close();
        var jobs = Enumerable.Range(0, 8).Select(_ => source.PinAsync(symbol, new CandleSplit([symbol], null, 0), Cancellation)).ToList();
        await store.Reading;
        store.Open();
        var pinned = await Task.WhenAll(jobs);

        Assert.Equal(1, store.Reads);
        Assert.All(pinned, pin => Assert.Same(pinned[0].Data.Finer, pin.Data.Finer));
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

    private static async Task<TrainingData> PinAsync(TrainingDataSource source, StoredMonth store, DataSelection selection)
    {
        var partitions = await store.ListPartitionsAsync(Bitcoin, Cancellation);
        var symbol = await source.ReadAsync(selection, partitions, Range, Cancellation);
        return (await source.PinAsync(symbol, new CandleSplit([symbol], null, 0), Cancellation)).Data;
    }

    private static DataSelection Selection() => new(
        Bitcoin, Range.StartTime, Range.EndTime, null, WarmUp: 20, "moving-average-crossover", GapPolicy.Skip);

    // One month of one market, whose close is the number of times it was written; it is read when it is opened.
    private sealed class StoredMonth : ICandleReader
    {
        private const int Rows = 200;

        private TaskCompletionSource _open = Signal();
        private TaskCompletionSource _reading = Signal();
        private int _reads;
        private int _version = 1;

        public bool IsWrittenAtEachRead { get; init; }

        /// <summary>The interval of the same symbol that is stored as well; null for none.</summary>
        public Interval? Finer { get; init; }

        /// <summary>How often it was read since it was closed last.</summary>
        public int Reads => _reads;

        public Task Reading => _reading.Task;

        public void Open() => _open.TrySetResult();

        public void Close() => (_open, _reading, _reads) = (Signal(), Signal(), 0);

        public void Write() => _version++;

        public async Task<CandleSeries> ReadAsync(Market market, TimeRange range, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _reads);
            var candles = CandleSeries.From(
                market.Interval,
                [.. Enumerable.Range(0, Rows).Select(i => new Candle(i * market.Interval.Milliseconds, 1, 300, 1, _version, 1))]);
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
            Task.FromResult<IReadOnlyList<CandlePartition>>(
                market.Interval == Bitcoin.Interval || market.Interval == Finer
                    ? [new CandlePartition(1970, 1, $"v{_version}", Rows, 0, (Rows - 1) * market.Interval.Milliseconds, 1000)]
                    : []);

        private static TaskCompletionSource Signal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
