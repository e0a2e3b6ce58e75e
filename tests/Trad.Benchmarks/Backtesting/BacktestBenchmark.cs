using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;
using Trad.Candles;
using Trad.Testing;

namespace Trad.Benchmarks.Backtesting;

/// <summary>
/// One backtest with its metrics: per strategy with indicators cached and cold, against the number of candles, on two
/// threads, beside the memory's bandwidth, and in the forms that were tried against the one that stands.
/// </summary>
public sealed class BacktestBenchmark : IBenchmark
{
    private const int EighteenMonths = 155_520;

    /// <inheritdoc/>
    public string Name => "backtest";

    /// <inheritdoc/>
    public string Description => "backtests per strategy, scaling, threads, bytes allocated, bandwidth, and variants of the engine";

    /// <inheritdoc/>
    public Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        if (SharedData.Find(SharedCandles.Bitcoin18Months) is not { } path)
        {
            Console.Error.WriteLine($"error: {SharedCandles.Bitcoin18Months} is missing; set TRAD_SHARED to the folder that holds it.");
            return Task.FromResult(1);
        }

        var candles = SharedCandles.Read(path, Interval.FiveMinutes).TakeLast(EighteenMonths);
        Strategies(candles);
        cancellationToken.ThrowIfCancellationRequested();
        Scaling(candles);
        cancellationToken.ThrowIfCancellationRequested();
        Threads(candles);
        Bandwidth(candles);
        cancellationToken.ThrowIfCancellationRequested();
        EngineVariants.Run(candles);
        return Task.FromResult(0);
    }

    private static void Strategies(CandleSeries candles)
    {
        Console.WriteLine($"one backtest of {candles.Count:N0} candles at the default parameters, all metrics, one thread");
        Console.WriteLine(
            $"{"strategy",-26}{"median ms",10}{"min ms",8}{"signals min",12}{"Mcandles/s",11}{"bytes",8}{"cold median",12}{"cold min",9}{"trades",8}");
        foreach (var strategy in StrategyCatalog.All)
        {
            var parameters = StrategyParameters.Defaults(strategy);
            var options = new BacktestOptions();
            var indicators = new IndicatorCache(candles);
            var cached = Stopwatches.Measure(() => Backtester.Measure(indicators, strategy, parameters, options));
            var buffer = new SignalBuffer();
            var signals = Stopwatches.Measure(() => Signals(buffer, strategy, parameters, indicators));
            var cold = Stopwatches.Measure(() => Backtester.Measure(new IndicatorCache(candles), strategy, parameters, options), runs: 11);
            var trades = Backtester.Measure(indicators, strategy, parameters, options).Trades;
            Console.WriteLine(
                $"{strategy.Name,-26}{cached.Median,10:0.000}{cached.Minimum,8:0.000}{signals.Minimum,12:0.000}{candles.Count / cached.Minimum / 1000,11:0}{cached.Bytes,8:N0}{cold.Median,12:0.00}{cold.Minimum,9:0.00}{trades,8:N0}");
        }
    }

    private static void Scaling(CandleSeries candles)
    {
        Console.WriteLine();
        Console.WriteLine("moving-average crossover against the number of candles (18 months over and over), indicators cached");
        Console.WriteLine($"{"candles",12}{"median ms",11}{"min ms",9}{"ns/candle",11}{"bytes",9}");
        var strategy = new MovingAverageCrossover();
        var parameters = StrategyParameters.Defaults(strategy);
        var all = Repeat(candles, 2_000_000);
        foreach (var count in new[] { 125_000, 250_000, 500_000, 1_000_000, 2_000_000 })
        {
            var indicators = new IndicatorCache(all.Slice(0, count));
            var measured = Stopwatches.Measure(() => Backtester.Measure(indicators, strategy, parameters, new BacktestOptions()), runs: 15);
            Console.WriteLine(
                $"{count,12:N0}{measured.Median,11:0.000}{measured.Minimum,9:0.000}{measured.Minimum * 1e6 / count,11:0.00}{measured.Bytes,9:N0}");
        }
    }

    private static int Signals(SignalBuffer buffer, IStrategy strategy, StrategyParameters parameters, IndicatorCache indicators)
    {
        buffer.Reset(indicators.Candles.Count);
        strategy.GenerateSignals(indicators, parameters, buffer);
        return buffer.MaximumHolding;
    }

    private static CandleSeries Repeat(CandleSeries candles, int count)
    {
        var columns = CandleColumns.Allocate(count);
        for (var i = 0; i < count; i++)
        {
            columns.Set(i, candles[i % candles.Count] with { OpenTime = i * candles.Interval.Milliseconds });
        }

        return new CandleSeries(candles.Interval, columns);
    }

    private static void Threads(CandleSeries candles)
    {
        const int Backtests = 400;
        var strategy = new LiquiditySweep();
        var parameters = StrategyParameters.Defaults(strategy);
        var indicators = new IndicatorCache(candles);
        var ratios = new List<double>();
        for (var round = 0; round < 7; round++)
        {
            var one = Spread(1);
            var two = Spread(2);
            ratios.Add(one / two);
        }

        ratios.Sort();
        Console.WriteLine();
        Console.WriteLine(
            $"two threads over one, {Backtests} liquidity sweeps over one cache: median {ratios[ratios.Count / 2]:0.00} times, best {ratios[^1]:0.00} ({Environment.ProcessorCount} cores)");

        double Spread(int threads)
        {
            var started = Stopwatch.GetTimestamp();
            var workers = Enumerable.Range(0, threads).Select(_ => new Thread(() =>
            {
                for (var i = 0; i < Backtests / threads; i++)
                {
                    Backtester.Measure(indicators, strategy, parameters, new BacktestOptions());
                }
            })).ToList();
            workers.ForEach(worker => worker.Start());
            workers.ForEach(worker => worker.Join());
            return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }
    }

    private static void Bandwidth(CandleSeries candles)
    {
        // Per candle: two averages read and a direction written; direction and close read, a return written; the returns
        // read and written once more for the quantile.
        const int BytesPerCandle = 16 + 1 + 1 + 8 + 8 + 16;
        var values = new double[32 * 1024 * 1024];
        var large = Stopwatches.Measure(() => Sum(values), runs: 9);
        var small = values.AsMemory(0, candles.Count);
        var cached = Stopwatches.Measure(() => Sum(small.Span));
        var fromMemory = values.Length * 8.0 / large.Minimum / 1e6;
        var fromCache = small.Length * 8.0 / cached.Minimum / 1e6;
        var moved = (double)BytesPerCandle * candles.Count;
        Console.WriteLine();
        Console.WriteLine(
            $"memory: {fromMemory:0.0} GB/s read from 256 MB, {fromCache:0.0} GB/s from a column of {small.Length * 8 / 1024:N0} KB");
        Console.WriteLine(
            $"a crossover backtest moves {BytesPerCandle} bytes per candle, {moved / 1e6:0.0} MB: at least {moved / fromMemory / 1e6:0.00} ms from memory, {moved / fromCache / 1e6:0.00} ms from the cache");
    }

    // Four sums side by side, so that the additions do not wait for each other.
    private static double Sum(ReadOnlySpan<double> values)
    {
        ref var first = ref MemoryMarshal.GetReference(values);
        Vector256<double> a = default, b = default, c = default, d = default;
        for (var i = 0; i <= values.Length - 16; i += 16)
        {
            a += Vector256.LoadUnsafe(ref first, (nuint)i);
            b += Vector256.LoadUnsafe(ref first, (nuint)(i + 4));
            c += Vector256.LoadUnsafe(ref first, (nuint)(i + 8));
            d += Vector256.LoadUnsafe(ref first, (nuint)(i + 12));
        }

        return Vector256.Sum(a + b + c + d);
    }
}
