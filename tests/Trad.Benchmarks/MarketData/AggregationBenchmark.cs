using Trad.Benchmarks.Backtesting;
using Trad.Candles;
using Trad.Candles.Aggregation;
using Trad.Testing;

namespace Trad.Benchmarks.MarketData;

/// <summary>What sums of decimals cost beside sums of doubles, on 18 months of real candles.</summary>
public sealed class AggregationBenchmark : IBenchmark
{
    /// <inheritdoc/>
    public string Name => "aggregation";

    /// <inheritdoc/>
    public string Description => "candles of longer intervals from five-minute ones, beside plain sums of doubles";

    /// <inheritdoc/>
    public Task<int> RunAsync(IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        if (SharedData.Find(SharedCandles.Bitcoin18Months) is not { } path)
        {
            Console.Error.WriteLine($"error: {SharedCandles.Bitcoin18Months} is missing; set TRAD_SHARED to the folder that holds it.");
            return Task.FromResult(1);
        }

        var candles = SharedCandles.Read(path, Interval.FiveMinutes);
        var plain = Stopwatches.Measure(() => PlainSums(candles.Volume, 12)).Minimum;
        var exact = Stopwatches.Measure(() => DecimalSums(candles.Volume, 12)).Minimum;
        Console.WriteLine(
            $"volumes of {candles.Count:N0} candles by the hour: {plain:0.00} ms as doubles, {exact:0.00} ms as decimals, {exact / plain:0.0} times");
        foreach (var code in new[] { "15m", "1h", "4h", "1d" })
        {
            var whole = Stopwatches.Measure(() => CandleAggregation.Aggregate(candles, Interval.Parse(code))).Minimum;
            Console.WriteLine($"{code,4}: {whole:0.00} ms, {candles.Count / whole / 1000:0} million candles a second");
        }

        return Task.FromResult(0);
    }

    private static double PlainSums(ReadOnlySpan<double> amounts, int parts)
    {
        var all = 0.0;
        for (var i = 0; i + parts <= amounts.Length; i += parts)
        {
            var sum = 0.0;
            foreach (var amount in amounts.Slice(i, parts))
            {
                sum += amount;
            }

            all += sum;
        }

        return all;
    }

    private static double DecimalSums(ReadOnlySpan<double> amounts, int parts)
    {
        var all = 0.0;
        for (var i = 0; i + parts <= amounts.Length; i += parts)
        {
            all += DecimalSum.Compute(amounts.Slice(i, parts));
        }

        return all;
    }
}
