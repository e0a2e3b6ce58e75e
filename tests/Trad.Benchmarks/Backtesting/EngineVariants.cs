using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Trad.Backtesting.Indicators;
using Trad.Backtesting.Simulation;
using Trad.Backtesting.Strategies;
using Trad.Candles;

namespace Trad.Benchmarks.Backtesting;

/// <summary>Other ways to build the hot parts of the engine, measured beside what stands.</summary>
internal static class EngineVariants
{
    private static readonly (int Fast, int Slow)[] ParameterSets =
        [(5, 20), (10, 50), (12, 60), (15, 80), (20, 100), (25, 150), (30, 200), (50, 400)];

    /// <summary>Measures all of them.</summary>
    public static void Run(CandleSeries candles)
    {
        Fusion(candles);
        Vectors(candles);
    }

    private static void Fusion(CandleSeries candles)
    {
        var indicators = new IndicatorCache(candles);
        var strategy = new MovingAverageCrossover();
        var parameters = StrategyParameters.Defaults(strategy);
        var sets = ParameterSets.Select(set => StrategyParameters.Create(strategy, [
            KeyValuePair.Create("fast_period", (double)set.Fast), KeyValuePair.Create("slow_period", (double)set.Slow)])).ToArray();
        var averages = ParameterSets.Select(
            set => (indicators.CloseAverage(set.Fast).ToArray(), indicators.CloseAverage(set.Slow).ToArray())).ToArray();
        var options = new BacktestOptions();

        var engine = Stopwatches.Measure(() => Backtester.Measure(indicators, strategy, parameters, options));
        var fused = Stopwatches.Measure(() => FusedCrossover.One(candles, averages[1].Item1, averages[1].Item2));
        var engineSets = Stopwatches.Measure(
            () => sets.Sum(set => Backtester.Measure(indicators, strategy, set, options).FinalEquity), runs: 15);
        var onePass = Stopwatches.Measure(() => FusedCrossover.Many(candles, averages), runs: 15);
        Console.WriteLine();
        Console.WriteLine(
            "signals and simulation in one pass (a bare loop: three of the metrics, no options) against the engine (every metric), least of many runs");
        Console.WriteLine($"  engine, signals first, then events     {engine.Minimum,8:0.000} ms");
        Console.WriteLine($"  one fused pass                         {fused.Minimum,8:0.000} ms");
        Console.WriteLine($"  engine, {ParameterSets.Length} parameter sets in turn         {engineSets.Minimum,8:0.000} ms");
        Console.WriteLine($"  {ParameterSets.Length} parameter sets in one fused pass     {onePass.Minimum,8:0.000} ms");
    }

    private static void Vectors(CandleSeries candles)
    {
        var scalar = Stopwatches.Measure(() => ScalarReturns(candles.Close));
        var fixedLanes = Stopwatches.Measure(() => FixedLaneReturns(candles.Close));
        var machineLanes = Stopwatches.Measure(() => MachineLaneReturns(candles.Close));
        Console.WriteLine();
        Console.WriteLine("sums of returns and of their squares over the closes, least of many runs");
        Console.WriteLine($"  scalar                                 {scalar.Minimum,8:0.000} ms");
        Console.WriteLine($"  Vector256<double>, four lanes always   {fixedLanes.Minimum,8:0.000} ms");
        Console.WriteLine($"  Vector<double>, {Vector<double>.Count} lanes here            {machineLanes.Minimum,8:0.000} ms");
    }

    private static double ScalarReturns(ReadOnlySpan<double> close)
    {
        double sum = 0, squares = 0;
        for (var i = 1; i < close.Length; i++)
        {
            var change = (close[i] / close[i - 1]) - 1;
            sum += change;
            squares += change * change;
        }

        return sum + squares;
    }

    private static double FixedLaneReturns(ReadOnlySpan<double> close)
    {
        ref var first = ref MemoryMarshal.GetReference(close);
        Vector256<double> sum = default, squares = default;
        for (var i = 1; i <= close.Length - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            var change = (Vector256.LoadUnsafe(ref first, (nuint)i) / Vector256.LoadUnsafe(
                ref first, (nuint)(i - 1))) - Vector256<double>.One;
            sum += change;
            squares += change * change;
        }

        return Vector256.Sum(sum + squares);
    }

    private static double MachineLaneReturns(ReadOnlySpan<double> close)
    {
        ref var first = ref MemoryMarshal.GetReference(close);
        Vector<double> sum = default, squares = default;
        for (var i = 1; i <= close.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            var change = (Vector.LoadUnsafe(ref first, (nuint)i) / Vector.LoadUnsafe(ref first, (nuint)(i - 1))) - Vector<double>.One;
            sum += change;
            squares += change * change;
        }

        return Vector.Sum(sum + squares);
    }
}
