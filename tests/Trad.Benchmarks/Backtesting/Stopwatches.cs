using System.Diagnostics;

namespace Trad.Benchmarks.Backtesting;

/// <summary>Times something many times over.</summary>
internal static class Stopwatches
{
    private const int WarmUp = 40;

    /// <summary>The median and the least of some runs, in milliseconds, and the bytes that one of them allocates.</summary>
    public static (double Median, double Minimum, long Bytes) Measure<T>(Func<T> work, int runs = 101)
    {
        for (var i = 0; i < WarmUp; i++)
        {
            work();
        }

        // The optimising compiler works in the background.
        Thread.Sleep(200);
        work();
        var times = new double[runs];
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < runs; i++)
        {
            var started = Stopwatch.GetTimestamp();
            work();
            times[i] = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        }

        var bytes = (GC.GetAllocatedBytesForCurrentThread() - before) / runs;
        Array.Sort(times);
        return (times[runs / 2], times[0], bytes);
    }
}
